'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { AnnotateButton, AnnotateHint } from '#app/_annotations/AnnotateControl.tsx';
import { AnnotationEditor } from '#app/_annotations/AnnotationEditor.tsx';
import type { Annotating, Outcome } from '#app/_annotations/useAnnotating.ts';
import { useAnnotations } from '#app/_annotations/useAnnotations.ts';
import { useOpenFlag } from '#app/_annotations/useOpenFlag.ts';
import { type Ask, historyAsk } from '#app/_charts/ask.ts';
import { ChartToolbar } from '#app/_charts/ChartToolbar.tsx';
import { reasonsOf } from '#app/_charts/gapReasons.ts';
import { type gapsOf, gapsWithin } from '#app/_charts/gaps.ts';
import { OverviewStrip } from '#app/_charts/OverviewStrip.tsx';
import { type Reading, readingAt } from '#app/_charts/reading.ts';
import { limitsOf, type TimeWindow, touchesEnd } from '#app/_charts/timeWindow.ts';
import type { PlotSurface } from '#app/_charts/usePlotSurface.ts';
import type { TimeWindowControl } from '#app/_charts/useTimeWindow.ts';
import { useClockZone, useViewOptions } from '#app/_charts/useViewOptions.ts';
import type { ViewOptions } from '#app/_charts/viewOptions.ts';
import card from '#app/_components/card.module.css';
import { heartRateQuery } from '#app/_queries/heartRate.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import type { User } from '#lib/contract/users.ts';
import { ChartFiles } from './ChartFiles.tsx';
import { ChartFooter } from './ChartFooter.tsx';
import { ChartOptions } from './ChartOptions.tsx';
import { ChartPlot } from './ChartPlot.tsx';
import { ChartTable } from './ChartTable.tsx';
import styles from './HeartRateChart.module.css';
import { Readout } from './Readout.tsx';
import { StatisticsAlone } from './StatisticsAlone.tsx';
import { useChartData, useFigures } from './useChartData.ts';
import { useChartSurface } from './useChartSurface.ts';
import { useDeviceClock } from './useDeviceClock.ts';
import { usePicture } from './usePicture.ts';
import { WindowStatistics } from './WindowStatistics.tsx';

const noZones: never[] = [];

interface HeartRateChartProps {
  user: User;
  control: TimeWindowControl;
  /** From the first to the last sample. */
  extent: TimeWindow;
  firstAsk: Ask;
  /** One source that is seen alone. */
  source?: string | undefined;
  firstOptions: ViewOptions;
}

export function HeartRateChart(props: HeartRateChartProps) {
  const { user, control, extent, firstAsk, source } = props;
  const { window } = control;
  const { options, choose } = useViewOptions(props.firstOptions);
  const timeZone = useClockZone(options.clock, user.timeZone);
  const { surface, annotating, ...drag } = useChartSurface(user.id, control, extent);
  const { plotWidth: width, box } = surface;
  const data = useChartData({ userId: user.id, window, width, firstAsk, source });
  const { ask, query, answer } = data;
  const figures = useFigures(user.id, window);
  const zones = figures.data?.zones ?? noZones;
  const shown = options.layers;
  const annotations = useAnnotations(user.id, ask, shown.includes('annotations'));
  const picture = usePicture({
    ...{ user, answer, source, ask, window, width, shown, zones, annotations },
  });
  const { layers, gaps, ledger, statistics } = picture;
  const reading = readingUnder(surface, answer, gaps);
  const visibleGaps = gapsWithin(gaps, window);
  const reasons = reasonsOf(visibleGaps, ledger.stretches);
  const deviceClock = useDeviceClock(user, extent);
  const openFlag = useOpenFlag(annotating, control);
  return (
    <figure
      className={`${card.card} ${styles.figure}`}
      aria-busy={query.isFetching}
      data-resolution={answer?.resolution ?? ''}
      data-fetching={query.isFetching}
      data-settled={data.settled}
      data-start={window.start}
      data-end={window.end}
      data-samples={statistics.samples}
      data-gaps={visibleGaps.length}
      data-annotations={annotations.length}
      data-layers={layers.map(({ id }) => id).join(' ')}
    >
      <div className={styles.head}>
        <Readout {...{ reading, statistics, window, timeZone, deviceClock, ledger }} />
        <ChartToolbar
          {...{ control, extent, timeZone, selecting: drag.selecting }}
          onSelecting={drag.setSelecting}
          following={touchesEnd(window, extent.end)}
        />
      </div>
      <ChartPlot
        label={`Heart rate of ${user.name}`}
        {...{ extent, window, timeZone, surface, picture, query, reading, annotations }}
        selecting={drag.choosing}
        onOpen={openFlag}
      />
      <Annotate {...{ annotating, timeZone }} onWindow={() => drag.annotate(window)} />
      <Strip {...{ user, source, control, extent, timeZone }} />
      <ChartFooter gaps={visibleGaps} {...{ answer, statistics, window, timeZone, reasons }} />
      <div className={styles.rest}>
        <ChartOptions options={options} choose={choose}>
          <AnnotateButton armed={annotating.armed} onArmed={annotating.setArmed} />
          <ChartFiles {...{ user, window, timeZone, answer, annotations, picture, box, reasons }} />
        </ChartOptions>
        {source === undefined ? (
          <WindowStatistics statistics={figures.data} busy={figures.busy} error={figures.error} />
        ) : (
          <StatisticsAlone source={source} statistics={statistics} busy={query.isFetching} />
        )}
        <ChartTable gaps={visibleGaps} {...{ answer, window, timeZone, ledger }} />
      </div>
    </figure>
  );
}

interface AnnotateProps {
  annotating: Annotating;
  timeZone: string;
  /** All that is shown is to be annotated. */
  onWindow(): void;
}

/** What is to be done while a stretch is chosen, then the form, then what became of it. */
function Annotate({ annotating, timeZone, onWindow }: AnnotateProps) {
  const [outcome, setOutcome] = useState<Outcome>();
  return (
    <>
      {annotating.armed ? (
        <AnnotateHint onWindow={onWindow} onCancel={() => annotating.setArmed(false)} />
      ) : null}
      <AnnotationEditor {...{ annotating, timeZone, outcome }} onOutcome={setOutcome} />
    </>
  );
}

interface StripProps extends Pick<HeartRateChartProps, 'user' | 'source' | 'control' | 'extent'> {
  timeZone: string;
}

function Strip({ user, source, control, extent, timeZone }: StripProps) {
  const limits = useMemo(() => limitsOf(extent), [extent]);
  const { data } = useQuery({
    ...heartRateQuery(user.id, historyAsk(extent), source),
    placeholderData: keepPreviousData,
  });
  return <OverviewStrip history={data} limits={limits} control={control} timeZone={timeZone} />;
}

function readingUnder(
  surface: PlotSurface,
  answer: HeartRateAnswer | undefined,
  gaps: ReturnType<typeof gapsOf>,
): Reading {
  if (!answer || surface.pointerAt === undefined) return undefined;
  return readingAt(answer, surface.pointerAt, surface.tolerance, gaps);
}

'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import {
  AnnotateButton,
  AnnotateHint,
  useAnnotateKey,
} from '#app/_annotations/AnnotateControl.tsx';
import { AnnotationEditor } from '#app/_annotations/AnnotationEditor.tsx';
import { AnnotationFlags } from '#app/_annotations/AnnotationFlags.tsx';
import { type Outcome, useAnnotating } from '#app/_annotations/useAnnotating.ts';
import { useAnnotations } from '#app/_annotations/useAnnotations.ts';
import { useOpenFlag } from '#app/_annotations/useOpenFlag.ts';
import { type Ask, historyAsk, pointsFor, serves } from '#app/_charts/ask.ts';
import { ChartExport } from '#app/_charts/ChartExport.tsx';
import { ChartToolbar } from '#app/_charts/ChartToolbar.tsx';
import { Crosshair } from '#app/_charts/Crosshair.tsx';
import { captionedScene } from '#app/_charts/captioned.ts';
import { csvOf, fileNameOf } from '#app/_charts/exportCsv.ts';
import { captionOf, csvHeader } from '#app/_charts/exportWords.ts';
import type { gapsOf } from '#app/_charts/gaps.ts';
import { OverviewStrip } from '#app/_charts/OverviewStrip.tsx';
import { Plot } from '#app/_charts/Plot.tsx';
import { PlotNote } from '#app/_charts/PlotNote.tsx';
import { margins, tickCount, xOf } from '#app/_charts/plot.ts';
import { type Reading, readingAt } from '#app/_charts/reading.ts';
import { timeTicks } from '#app/_charts/timeTicks.ts';
import { limitsOf, type TimeWindow, touchesEnd } from '#app/_charts/timeWindow.ts';
import { useAnswered } from '#app/_charts/useAnswered.ts';
import { useAsk } from '#app/_charts/useAsk.ts';
import { type PlotSurface, usePlotSurface } from '#app/_charts/usePlotSurface.ts';
import { usePrefetch } from '#app/_charts/usePrefetch.ts';
import { useSettled } from '#app/_charts/useSettled.ts';
import type { TimeWindowControl } from '#app/_charts/useTimeWindow.ts';
import { useClockZone, useViewOptions } from '#app/_charts/useViewOptions.ts';
import type { ViewOptions } from '#app/_charts/viewOptions.ts';
import { resolutionWords } from '#app/_format/resolution.ts';
import { heartRateQuery } from '#app/_queries/heartRate.ts';
import { statisticsQuery } from '#app/_queries/statistics.ts';
import { useLastKnown } from '#app/_queries/useLastKnown.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import type { User } from '#lib/contract/users.ts';
import { ChartFooter } from './ChartFooter.tsx';
import { ChartOptions } from './ChartOptions.tsx';
import { ChartTable } from './ChartTable.tsx';
import styles from './HeartRateChart.module.css';
import { Readout } from './Readout.tsx';
import { useDeviceClock } from './useDeviceClock.ts';
import { usePicture } from './usePicture.ts';
import { WindowStatistics } from './WindowStatistics.tsx';

const plainMargins = () => margins;
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
  const [selecting, setSelecting] = useState(false);
  const { options, choose } = useViewOptions(props.firstOptions);
  const timeZone = useClockZone(options.clock, user.timeZone);
  const annotating = useAnnotating();
  const [outcome, setOutcome] = useState<Outcome>();
  const annotate = (stretch: TimeWindow) => annotating.annotate(user.id, stretch);
  const surface = usePlotSurface({
    control,
    whole: extent,
    marginsOf: plainMargins,
    selecting: selecting || annotating.armed,
    onSelect: annotating.armed ? annotate : undefined,
  });
  useAnnotateKey(surface.plotRef, () => annotate(window));
  const { plotWidth: width, box } = surface;
  const ask = useAsk(window, width, firstAsk, useAnswered(user.id, source));
  usePrefetch(user.id, window, width, source);
  const query = useQuery({
    ...heartRateQuery(user.id, ask, source),
    placeholderData: keepPreviousData,
  });
  const answer = useLastKnown(query.data);
  const figures = useFigures(user.id, window);
  const zones = figures.data?.zones ?? noZones;
  const shown = options.layers;
  const annotations = useAnnotations(user.id, ask, shown.includes('annotations'));
  const picture = usePicture({ user, answer, ask, window, width, shown, zones, annotations });
  const { palette, layers, gaps, statistics, scale } = picture;
  const reading = readingUnder(surface, answer, gaps);
  const visibleGaps = gaps.filter((gap) => gap.end > window.start && gap.start < window.end);
  const resolution = answer ? resolutionWords(answer) : '';
  const exported = { users: [user.name], window, timeZone, resolution, annotations };
  const deviceClock = useDeviceClock(user, extent);
  const makeScene = () => {
    if (!palette) return undefined;
    const ticks = timeTicks(window, timeZone, tickCount(box, margins));
    const view = { window, scale, ticks, box, margins };
    const scene = captionedScene(view, layers, palette, captionOf(exported));
    return { scene, background: palette.surface };
  };
  const openFlag = useOpenFlag(annotating, control);
  return (
    <figure
      className={styles.figure}
      aria-busy={query.isFetching}
      data-resolution={answer?.resolution ?? ''}
      data-fetching={query.isFetching}
      data-settled={
        !query.isPlaceholderData &&
        serves(ask, window, pointsFor(width, window), answer?.resolution)
      }
      data-start={window.start}
      data-end={window.end}
      data-samples={statistics.samples}
      data-gaps={visibleGaps.length}
      data-annotations={annotations.length}
      data-layers={layers.map(({ id }) => id).join(' ')}
    >
      <div className={styles.head}>
        <Readout {...{ reading, statistics, window, timeZone, deviceClock }} />
        <ChartToolbar
          {...{ control, extent, timeZone, selecting, onSelecting: setSelecting }}
          following={touchesEnd(window, extent.end)}
        />
      </div>
      <Plot
        label={`Heart rate of ${user.name}`}
        whole={extent}
        {...{ surface, window, timeZone, scale, palette, layers }}
        selecting={selecting || annotating.armed}
      >
        {reading?.kind === 'point' ? (
          <Crosshair
            x={xOf((reading.point.at + reading.point.end) / 2, window, box, margins)}
            dots={[{ key: 'mean', bpm: reading.point.mean }]}
            {...{ box, scale, margins }}
          />
        ) : null}
        {palette ? (
          <AnnotationFlags {...{ annotations, window, box, margins, timeZone }} onOpen={openFlag} />
        ) : null}
        <PlotNote query={query} empty={statistics.samples === 0} />
      </Plot>
      {annotating.armed ? (
        <AnnotateHint
          onWindow={() => annotate(window)}
          onCancel={() => annotating.setArmed(false)}
        />
      ) : null}
      <AnnotationEditor {...{ annotating, timeZone, outcome }} onOutcome={setOutcome} />
      <Strip user={user} control={control} extent={extent} timeZone={timeZone} />
      <ChartFooter gaps={visibleGaps} {...{ answer, statistics, window, timeZone }} />
      <div className={styles.rest}>
        <ChartOptions options={options} choose={choose}>
          <AnnotateButton armed={annotating.armed} onArmed={annotating.setArmed} />
          <ChartExport
            ready={answer !== undefined}
            nameOf={(extension) => fileNameOf(user.id, window, timeZone, extension)}
            makeCsv={() => (answer ? csvOf(answer, window, timeZone, csvHeader(exported)) : '')}
            makeScene={makeScene}
          />
        </ChartOptions>
        <WindowStatistics statistics={figures.data} busy={figures.busy} error={figures.error} />
        <ChartTable answer={answer} window={window} timeZone={timeZone} />
      </div>
    </figure>
  );
}

/** The window's figures, asked when a gesture is over; the last ones stay while it goes on. */
function useFigures(userId: string, window: TimeWindow) {
  const settled = useSettled(window);
  const query = useQuery({
    ...statisticsQuery(userId, settled),
    placeholderData: keepPreviousData,
  });
  const data = useLastKnown(query.data);
  const busy = query.isPlaceholderData || settled !== window;
  return { data, busy, error: query.error };
}

interface StripProps extends Pick<HeartRateChartProps, 'user' | 'control' | 'extent'> {
  timeZone: string;
}

function Strip({ user, control, extent, timeZone }: StripProps) {
  const limits = useMemo(() => limitsOf(extent), [extent]);
  const { data } = useQuery({
    ...heartRateQuery(user.id, historyAsk(extent)),
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

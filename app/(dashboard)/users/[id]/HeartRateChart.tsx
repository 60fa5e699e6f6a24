'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Ask } from '#app/_charts/ask.ts';
import { bpmScale } from '#app/_charts/bpmAxis.ts';
import { ChartToolbar } from '#app/_charts/ChartToolbar.tsx';
import { Crosshair } from '#app/_charts/Crosshair.tsx';
import { dotSeries, heartRateSeries } from '#app/_charts/chartOption.ts';
import { gapsOf } from '#app/_charts/gaps.ts';
import { Plot } from '#app/_charts/Plot.tsx';
import { PlotNote } from '#app/_charts/PlotNote.tsx';
import { margins, xOf } from '#app/_charts/plot.ts';
import { type Reading, readingAt, statisticsOf } from '#app/_charts/reading.ts';
import type { TimeWindow } from '#app/_charts/timeWindow.ts';
import { useAsk } from '#app/_charts/useAsk.ts';
import { usePalette } from '#app/_charts/usePalette.ts';
import { type PlotSurface, usePlotSurface } from '#app/_charts/usePlotSurface.ts';
import type { TimeWindowControl } from '#app/_charts/useTimeWindow.ts';
import { heartRateQuery } from '#app/_queries/heartRate.ts';
import { useLastKnown } from '#app/_queries/useLastKnown.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import type { User } from '#lib/contract/users.ts';
import { ChartFooter } from './ChartFooter.tsx';
import { ChartTable } from './ChartTable.tsx';
import styles from './HeartRateChart.module.css';
import { Readout } from './Readout.tsx';

const plainMargins = () => margins;

interface HeartRateChartProps {
  user: User;
  control: TimeWindowControl;
  /** From the first to the last sample. */
  extent: TimeWindow;
  firstAsk: Ask;
}

export function HeartRateChart({ user, control, extent, firstAsk }: HeartRateChartProps) {
  const { window } = control;
  const [selecting, setSelecting] = useState(false);
  const surface = usePlotSurface({ control, whole: extent, marginsOf: plainMargins, selecting });
  const ask = useAsk(window, surface.plotWidth, firstAsk);
  const query = useQuery({ ...heartRateQuery(user.id, ask), placeholderData: keepPreviousData });
  const answer = useLastKnown(query.data);
  const { palette, series, gaps, statistics } = usePicture(answer, window, surface.plotWidth);
  const scale = useMemo(
    () => bpmScale(statistics.min, statistics.max),
    [statistics.min, statistics.max],
  );
  const reading = readingUnder(surface, answer, gaps);
  const visibleGaps = gaps.filter((gap) => gap.end > window.start && gap.start < window.end);
  return (
    <figure
      className={styles.figure}
      aria-busy={query.isFetching}
      data-resolution={answer?.resolution ?? ''}
      data-fetching={query.isFetching}
      data-start={window.start}
      data-end={window.end}
      data-samples={statistics.samples}
      data-gaps={visibleGaps.length}
    >
      <div className={styles.head}>
        <Readout reading={reading} statistics={statistics} window={window} user={user} />
        <ChartToolbar
          control={control}
          extent={extent}
          timeZone={user.timeZone}
          selecting={selecting}
          onSelecting={setSelecting}
        />
      </div>
      <Plot
        label={`Heart rate of ${user.name}`}
        whole={extent}
        surface={surface}
        window={window}
        timeZone={user.timeZone}
        scale={scale}
        palette={palette}
        series={series}
        selecting={selecting}
      >
        {reading?.kind === 'point' ? (
          <Crosshair
            x={xOf((reading.point.at + reading.point.end) / 2, window, surface.box, margins)}
            dots={[{ key: 'mean', bpm: reading.point.mean }]}
            box={surface.box}
            scale={scale}
            margins={margins}
          />
        ) : null}
        <PlotNote query={query} empty={statistics.samples === 0} />
      </Plot>
      <ChartFooter answer={answer} statistics={statistics} gaps={visibleGaps} window={window} />
      <ChartTable answer={answer} window={window} />
    </figure>
  );
}

function readingUnder(
  surface: PlotSurface,
  answer: HeartRateAnswer | undefined,
  gaps: ReturnType<typeof gapsOf>,
): Reading {
  if (!answer || surface.pointerAt === undefined) return undefined;
  return readingAt(answer, surface.pointerAt, surface.tolerance, gaps);
}

/** What is drawn and what it says, each part made anew only when what it is made of changed. */
function usePicture(answer: HeartRateAnswer | undefined, window: TimeWindow, width: number) {
  const palette = usePalette();
  const gaps = useMemo(() => (answer ? gapsOf(answer) : []), [answer]);
  const lines = useMemo(
    () => (answer && palette ? heartRateSeries(answer, palette) : []),
    [answer, palette],
  );
  const series = useMemo(
    () => (answer && palette ? [...lines, dotSeries(answer, window, width, palette)] : lines),
    [lines, answer, palette, window, width],
  );
  const statistics = useMemo(
    () =>
      answer
        ? statisticsOf(answer, window)
        : { samples: 0, mean: undefined, min: undefined, max: undefined },
    [answer, window],
  );
  return { palette, gaps, series, statistics };
}

'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Ask } from '#app/_charts/ask.ts';
import { bpmScale } from '#app/_charts/bpmAxis.ts';
import { ChartToolbar } from '#app/_charts/ChartToolbar.tsx';
import { Crosshair } from '#app/_charts/Crosshair.tsx';
import { comparedLayers } from '#app/_charts/layers.ts';
import { Plot } from '#app/_charts/Plot.tsx';
import { PlotNote } from '#app/_charts/PlotNote.tsx';
import { seriesStyle } from '#app/_charts/palette.ts';
import { namedMargins, xOf } from '#app/_charts/plot.ts';
import { type Reading, readingAt, statisticsOf } from '#app/_charts/reading.ts';
import { limitsOf, type TimeWindow } from '#app/_charts/timeWindow.ts';
import { useAsk } from '#app/_charts/useAsk.ts';
import { usePalette } from '#app/_charts/usePalette.ts';
import { usePlotSurface } from '#app/_charts/usePlotSurface.ts';
import { useTimeWindow } from '#app/_charts/useTimeWindow.ts';
import { plural } from '#app/_format/numbers.ts';
import { resolutionWords } from '#app/_format/resolution.ts';
import { formatDateTime, formatZone } from '#app/_format/time.ts';
import { heartRatesQuery } from '#app/_queries/heartRates.ts';
import { useLastKnown } from '#app/_queries/useLastKnown.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import type { User } from '#lib/contract/users.ts';
import styles from './CompareView.module.css';
import { EndLabels } from './EndLabels.tsx';
import { Legend } from './Legend.tsx';

interface CompareViewProps {
  users: User[];
  /** First and last sample of them all, ms UTC. */
  first: number;
  last: number;
  initial: TimeWindow;
  firstAsk: Ask;
}

/** Several users' means on one grid and one clock: that of the first user. */
export function CompareView({ users, first, last, initial, firstAsk }: CompareViewProps) {
  const extent = useMemo(() => ({ start: first, end: last }), [first, last]);
  const limits = useMemo(() => limitsOf(extent), [extent]);
  const control = useTimeWindow(initial, limits);
  const { window } = control;
  const [selecting, setSelecting] = useState(false);
  const surface = usePlotSurface({ control, whole: extent, marginsOf: namedMargins, selecting });
  const { box, margins } = surface;
  const ask = useAsk(window, surface.plotWidth, firstAsk);
  const ids = users.map(({ id }) => id);
  const query = useQuery({ ...heartRatesQuery(ids, ask), placeholderData: keepPreviousData });
  const known = useLastKnown(query.data);
  const answers = useMemo(() => known?.series ?? [], [known]);
  const palette = usePalette();
  const layers = useMemo(
    () => (palette ? comparedLayers(answers, palette) : []),
    [answers, palette],
  );
  const { scale, samples } = useScale(answers, window);
  const zone = users[0]?.timeZone ?? 'UTC';
  const at = surface.pointerAt;
  const readings = useReadings(answers, at, surface.tolerance);
  const dots = readings.flatMap((reading, index) => {
    if (reading?.kind !== 'point' || !palette) return [];
    const { colour } = seriesStyle(index, palette);
    return [{ key: String(index), bpm: reading.point.mean, colour }];
  });
  return (
    <figure
      className={styles.figure}
      aria-busy={query.isFetching}
      data-resolution={answers[0]?.resolution ?? ''}
      data-fetching={query.isFetching}
      data-series={answers.length}
      data-start={window.start}
      data-end={window.end}
    >
      <div className={styles.head}>
        <p className={styles.when}>
          {at === undefined
            ? `Means of ${plural(users.length, 'user')}`
            : formatDateTime(at, zone, true)}
        </p>
        <ChartToolbar
          control={control}
          extent={extent}
          timeZone={zone}
          selecting={selecting}
          onSelecting={setSelecting}
        />
      </div>
      <Plot
        label={`Mean heart rates of ${users.map(({ name }) => name).join(', ')}`}
        whole={extent}
        surface={surface}
        window={window}
        timeZone={zone}
        scale={scale}
        palette={palette}
        layers={layers}
        selecting={selecting}
      >
        {at === undefined ? null : (
          <Crosshair
            x={xOf(at, window, box, margins)}
            dots={dots}
            box={box}
            scale={scale}
            margins={margins}
          />
        )}
        {margins.right > 16 && palette ? (
          <EndLabels
            users={users}
            answers={answers}
            window={window}
            scale={scale}
            box={box}
            margins={margins}
            palette={palette}
          />
        ) : null}
        <PlotNote query={query} empty={samples === 0} />
      </Plot>
      <Legend
        users={users}
        answers={answers}
        readings={readings}
        window={window}
        reading={at !== undefined}
      />
      <figcaption className={styles.footer}>
        {answers[0] ? <span className={styles.badge}>{resolutionWords(answers[0])}</span> : null}
        <span>{formatZone(window.end, zone)}</span>
      </figcaption>
    </figure>
  );
}

function useReadings(
  answers: HeartRateAnswer[],
  at: number | undefined,
  tolerance: number,
): Reading[] {
  return useMemo(
    () =>
      answers.map((answer) => (at === undefined ? undefined : readingAt(answer, at, tolerance))),
    [answers, at, tolerance],
  );
}

/** One scale for all: from the lowest mean in view to the highest. */
function useScale(answers: HeartRateAnswer[], window: TimeWindow) {
  return useMemo(() => {
    const views = answers.map((answer) => statisticsOf(meansOnly(answer), window));
    const seen = views.filter(({ samples }) => samples > 0);
    const lows = seen.map(({ min }) => min ?? 0);
    const highs = seen.map(({ max }) => max ?? 0);
    const samples = seen.reduce((sum, view) => sum + view.samples, 0);
    if (seen.length === 0) return { scale: bpmScale(undefined, undefined), samples };
    return { scale: bpmScale(Math.min(...lows), Math.max(...highs)), samples };
  }, [answers, window]);
}

/** Only means are drawn here, so only they decide the scale. */
function meansOnly(answer: HeartRateAnswer): HeartRateAnswer {
  if (answer.resolution === 'raw') return answer;
  return { ...answer, min: answer.avg, max: answer.avg };
}

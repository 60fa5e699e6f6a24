'use client';
import { useMemo, useState } from 'react';
import { AnnotationFlags } from '#app/_annotations/AnnotationFlags.tsx';
import { annotationLayer } from '#app/_charts/annotationLayer.ts';
import { ChartExport } from '#app/_charts/ChartExport.tsx';
import { Crosshair } from '#app/_charts/Crosshair.tsx';
import { comparedLayers } from '#app/_charts/layers.ts';
import { Plot } from '#app/_charts/Plot.tsx';
import { PlotNote } from '#app/_charts/PlotNote.tsx';
import { seriesStyle } from '#app/_charts/palette.ts';
import { namedMargins, tickCount, xOf } from '#app/_charts/plot.ts';
import { readingAt } from '#app/_charts/reading.ts';
import { timeTicks } from '#app/_charts/timeTicks.ts';
import { usePlotSurface } from '#app/_charts/usePlotSurface.ts';
import { plural } from '#app/_format/numbers.ts';
import { resolutionWords } from '#app/_format/resolution.ts';
import { isKind } from './alignment.ts';
import { CompareOptions, Ranges } from './CompareTools.tsx';
import styles from './CompareView.module.css';
import type { ComparedChartProps } from './comparedChart.ts';
import { comparedCsv, comparedName, filesOf, overlayPicture } from './comparedFiles.ts';
import { drawnTime, whoseAndWhen } from './drawnTime.ts';
import { EndLabels } from './EndLabels.tsx';
import { Legend } from './Legend.tsx';
import { useComparison } from './useComparison.ts';

/** Several users' means over each other. */
export function Overlay({ compared, control, extent, firstAsk, view, onOpen }: ComparedChartProps) {
  const { users, alignment } = compared;
  const { window } = control;
  const [selecting, setSelecting] = useState(false);
  const surface = usePlotSurface({ control, whole: extent, marginsOf: namedMargins, selecting });
  const { box, margins, plotWidth: width, pointerAt: at, tolerance } = surface;
  const shown = view.options.layers.includes('annotations');
  const comparison = useComparison(compared, { window, width, firstAsk }, shown);
  const { palette, aligned, answers, state, scale, samples, drawn } = comparison;
  const time = drawnTime(alignment, users[0]?.timeZone ?? 'UTC', window.end);
  const layers = useMemo(
    () => (palette ? [...comparedLayers(answers, palette), annotationLayer(drawn, palette)] : []),
    [answers, drawn, palette],
  );
  const readings = useMemo(
    () =>
      answers.map((answer) => (at === undefined ? undefined : readingAt(answer, at, tolerance))),
    [answers, at, tolerance],
  );
  const dots = readings.flatMap((reading, index) => {
    if (reading?.kind !== 'point' || !palette) return [];
    const { colour } = seriesStyle(index, palette);
    return [{ key: String(index), bpm: reading.point.mean, colour }];
  });
  const files = filesOf(comparison, { alignment, window, time }, shown);
  const makeScene = () => {
    if (!palette) return undefined;
    const count = tickCount(box, margins);
    const ticks = time.axis?.ticksOf(window, count) ?? timeTicks(window, time.zone, count);
    const picture = overlayPicture(
      files,
      { window, scale, ticks, box, margins },
      layers,
      palette,
      (index) => seriesStyle(index, palette),
    );
    return { scene: picture, background: palette.surface };
  };
  return (
    <figure
      className={styles.figure}
      aria-busy={state.isFetching}
      data-resolution={answers[0]?.resolution ?? ''}
      data-fetching={state.isFetching}
      data-series={answers.length}
      data-start={window.start}
      data-end={window.end}
    >
      <div className={styles.head}>
        <p className={styles.when}>
          {at === undefined ? `Means of ${plural(aligned.length, 'user')}` : time.wordsOf(at)}
        </p>
        <Ranges
          {...{ control, extent, selecting }}
          zone={time.zone}
          relative={isKind(alignment)}
          onSelecting={setSelecting}
        />
      </div>
      <Plot
        label={`Mean heart rates of ${aligned.map(({ user }) => user.name).join(', ')}`}
        whole={extent}
        timeZone={time.zone}
        axis={time.axis}
        {...{ surface, window, scale, palette, layers, selecting }}
      >
        {at === undefined ? null : (
          <Crosshair x={xOf(at, window, box, margins)} {...{ dots, box, scale, margins }} />
        )}
        {margins.right > 16 && palette ? (
          <EndLabels {...{ users, answers, window, scale, box, margins, palette }} />
        ) : null}
        {palette ? (
          <AnnotationFlags
            annotations={drawn}
            timeZone={time.zone}
            whenOf={whoseAndWhen(aligned)}
            onOpen={([first]) => onOpen(comparison.annotations.find(({ id }) => id === first?.id))}
            {...{ window, box, margins }}
          />
        ) : null}
        <PlotNote query={state} empty={samples === 0} />
      </Plot>
      <Legend
        compared={compared}
        annotations={comparison.annotations}
        reading={at !== undefined}
        {...{ aligned, answers, readings, window }}
      />
      <figcaption className={styles.footer}>
        {answers[0] ? <span className={styles.badge}>{resolutionWords(answers[0])}</span> : null}
        <span>{time.said}</span>
      </figcaption>
      <CompareOptions view={view}>
        <ChartExport
          ready={answers.length > 0}
          nameOf={(extension) => comparedName(files, extension)}
          makeCsv={() => comparedCsv(files)}
          makeScene={makeScene}
        />
      </CompareOptions>
    </figure>
  );
}

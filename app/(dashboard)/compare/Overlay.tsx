'use client';
import { useMemo, useState } from 'react';
import { AnnotationFlags } from '#app/_annotations/AnnotationFlags.tsx';
import { annotationLayer } from '#app/_charts/annotationLayer.ts';
import { Crosshair } from '#app/_charts/Crosshair.tsx';
import { comparedLayers } from '#app/_charts/layers.ts';
import { Plot } from '#app/_charts/Plot.tsx';
import { PlotNote } from '#app/_charts/PlotNote.tsx';
import { type Palette, seriesStyle } from '#app/_charts/palette.ts';
import { namedMargins, xOf } from '#app/_charts/plot.ts';
import { readingAt } from '#app/_charts/reading.ts';
import { inRows, reasonLayer } from '#app/_charts/reasonLayer.ts';
import { usePlotSurface } from '#app/_charts/usePlotSurface.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import { ComparedFigure, labelOf, WhenWords } from './ComparedFigure.tsx';
import type { ComparedChartProps } from './comparedChart.ts';
import { filesOf, overlayPicture } from './comparedFiles.ts';
import { drawnTime, drawnView, whoseAndWhen } from './drawnTime.ts';
import { EndLabels } from './EndLabels.tsx';
import { Legend } from './Legend.tsx';
import { type Comparison, useComparison } from './useComparison.ts';

/** Several users' means over each other. */
export function Overlay({ compared, control, extent, firstAsk, view, onOpen }: ComparedChartProps) {
  const { users, alignment } = compared;
  const { window } = control;
  const [selecting, setSelecting] = useState(false);
  const surface = usePlotSurface({ control, whole: extent, marginsOf: namedMargins, selecting });
  const { box, margins, plotWidth: width, pointerAt: at, tolerance } = surface;
  const shown = view.options.layers.includes('annotations');
  const comparison = useComparison(compared, { window, width, firstAsk }, shown);
  const { palette, aligned, answers, missing, state, scale, samples, drawn } = comparison;
  const time = drawnTime(alignment, users[0]?.timeZone ?? 'UTC', window.end);
  const layers = useMemo(
    () =>
      palette
        ? [
            ...comparedLayers(answers, palette),
            ...inRows(ribbonsOf(answers, missing, palette)),
            annotationLayer(drawn, palette),
          ]
        : [],
    [answers, missing, drawn, palette],
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
    const drawnBy = drawnView(time, { window, scale }, box, margins);
    const strokeOf = (index: number) => seriesStyle(index, palette);
    const scene = overlayPicture(files, drawnBy, layers, palette, strokeOf);
    return { scene, background: palette.surface };
  };
  return (
    <ComparedFigure
      {...{ control, extent, view, files, makeScene, selecting }}
      isFetching={state.isFetching}
      when={<WhenWords {...{ at, time, count: aligned.length }} />}
      onSelecting={setSelecting}
    >
      <Plot
        label={labelOf(files)}
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
        reasons={comparison.reasons}
        {...{ aligned, answers, missing, readings, window }}
      />
    </ComparedFigure>
  );
}

/** Why each one's gaps are there, in the colour of its line. */
function ribbonsOf(
  answers: readonly HeartRateAnswer[],
  missing: Comparison['missing'],
  palette: Palette,
) {
  return answers.map(({ userId }, index) => {
    const { gaps = [], ledger } = missing.get(userId) ?? {};
    const { colour } = seriesStyle(index, palette);
    return { colour, layers: reasonLayer(gaps, ledger?.stretches ?? [], palette) };
  });
}

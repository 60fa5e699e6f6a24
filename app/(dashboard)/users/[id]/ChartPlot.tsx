'use client';
import { AnnotationFlags } from '#app/_annotations/AnnotationFlags.tsx';
import { Crosshair } from '#app/_charts/Crosshair.tsx';
import { Plot } from '#app/_charts/Plot.tsx';
import { PlotNote } from '#app/_charts/PlotNote.tsx';
import { margins, xOf } from '#app/_charts/plot.ts';
import type { Reading } from '#app/_charts/reading.ts';
import type { TimeWindow } from '#app/_charts/timeWindow.ts';
import type { PlotSurface } from '#app/_charts/usePlotSurface.ts';
import type { Annotation } from '#lib/contract/annotations.ts';
import type { useChartData } from './useChartData.ts';
import type { Picture } from './usePicture.ts';

interface ChartPlotProps {
  label: string;
  /** From the first to the last sample. */
  extent: TimeWindow;
  window: TimeWindow;
  timeZone: string;
  surface: PlotSurface;
  picture: Picture;
  query: ReturnType<typeof useChartData>['query'];
  reading: Reading;
  annotations: readonly Annotation[];
  /** Whether a drag chooses a stretch. */
  selecting: boolean;
  onOpen(annotations: Annotation[]): void;
}

/** The drawn curve with what lies over it: the crosshair, the flags, and a word where there is none. */
export function ChartPlot(props: ChartPlotProps) {
  const { extent, window, timeZone, surface, reading, annotations } = props;
  const { scale, palette, layers, statistics } = props.picture;
  const { box } = surface;
  return (
    <Plot
      label={props.label}
      whole={extent}
      {...{ surface, window, timeZone, scale, palette, layers }}
      selecting={props.selecting}
    >
      {reading?.kind === 'point' ? (
        <Crosshair
          x={xOf((reading.point.at + reading.point.end) / 2, window, box, margins)}
          dots={[{ key: 'mean', bpm: reading.point.mean }]}
          {...{ box, scale, margins }}
        />
      ) : null}
      {palette ? (
        <AnnotationFlags
          {...{ annotations, window, box, margins, timeZone }}
          onOpen={props.onOpen}
        />
      ) : null}
      <PlotNote query={props.query} empty={statistics.samples === 0} />
    </Plot>
  );
}

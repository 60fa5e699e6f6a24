'use client';
import { type ReactNode, useId, useMemo } from 'react';
import { formatSpan } from '#app/_format/time.ts';
import type { BpmScale } from './bpmAxis.ts';
import { ChartCanvas } from './ChartCanvas.tsx';
import type { Layer } from './layers.ts';
import styles from './Plot.module.css';
import type { Palette } from './palette.ts';
import { tickCount } from './plot.ts';
import { Selection } from './Selection.tsx';
import { sceneOf } from './scene.ts';
import { type Tick, timeTicks } from './timeTicks.ts';
import type { TimeWindow } from './timeWindow.ts';
import type { PlotSurface } from './usePlotSurface.ts';

/** Time that is not on a clock, such as hours since something. */
export interface TimeAxis {
  ticksOf: (window: TimeWindow, maxCount: number) => Tick[];
  spanWords: (window: TimeWindow) => string;
}

interface PlotProps {
  label: string;
  /** Everything there is to see. */
  whole: TimeWindow;
  surface: PlotSurface;
  window: TimeWindow;
  timeZone: string;
  scale: BpmScale;
  palette: Palette | undefined;
  layers: Layer[];
  selecting: boolean;
  /** Ticks and words of another axis than the clock's. */
  axis?: TimeAxis | undefined;
  /** What lies over the canvas: crosshair, names, notes. */
  children: ReactNode;
}

/** The interactive plot: canvas below, pointer and selection above. */
export function Plot(props: PlotProps) {
  const { surface, window, timeZone, scale, palette, layers, axis } = props;
  const { box, margins, selection } = surface;
  const help = useId();
  const scene = useMemo(() => {
    if (!palette) return undefined;
    const count = tickCount(box, margins);
    const ticks = axis ? axis.ticksOf(window, count) : timeTicks(window, timeZone, count);
    return sceneOf({ window, scale, ticks, box, margins }, layers, palette);
  }, [window, timeZone, box, margins, scale, palette, layers, axis]);
  return (
    <div className={styles.plot}>
      <div
        ref={surface.plotRef}
        className={styles.surface}
        data-selecting={props.selecting}
        role="slider"
        aria-label={props.label}
        aria-describedby={help}
        aria-orientation="horizontal"
        aria-valuemin={props.whole.start}
        aria-valuemax={props.whole.end}
        aria-valuenow={(window.start + window.end) / 2}
        aria-valuetext={axis?.spanWords(window) ?? formatSpan(window.start, window.end, timeZone)}
        tabIndex={0}
      >
        {scene ? <ChartCanvas scene={scene} className={styles.canvas} /> : null}
        {selection ? <Selection from={selection[0]} to={selection[1]} margins={margins} /> : null}
      </div>
      <div className={styles.overlay}>{props.children}</div>
      <p id={help} className="visually-hidden">
        Arrow keys move, plus and minus zoom, Home and End go to the ends, f shows everything,
        Escape goes back, a annotates what is shown. With the mouse: wheel zooms, drag moves, shift
        and drag selects.
      </p>
    </div>
  );
}

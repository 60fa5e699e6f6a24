'use client';
import { type KeyboardEvent, type ReactNode, useMemo, useRef } from 'react';
import { formatDateTime, formatSpan } from '#app/_format/time.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import styles from './OverviewStrip.module.css';
import { type Grip, gripStep, stripBox, stripPaths } from './strip.ts';
import { timeTicks } from './timeTicks.ts';
import { spanOf, type TimeWindow } from './timeWindow.ts';
import { useStripDrag } from './useStripDrag.ts';
import type { TimeWindowControl } from './useTimeWindow.ts';

interface OverviewStripProps {
  /** The whole history, coarsely; undefined while it is not known. */
  history: HeartRateAnswer | undefined;
  /** What the strip is as wide as: everything that may be shown. */
  limits: TimeWindow;
  control: TimeWindowControl;
  timeZone: string;
}

const labels = 5;

/** Where am I: everything there is, and the window in it as a handle to drag and to stretch. */
export function OverviewStrip({ history, limits, control, timeZone }: OverviewStripProps) {
  const track = useRef<SVGSVGElement>(null);
  const drag = useStripDrag(track, control, limits);
  const { start, end } = control.window;
  const x = percentOf(start, limits);
  const width = `${(spanOf(control.window) / spanOf(limits)) * 100}%`;
  const grip = (which: Grip, label: string, at: number, text: string, shapes: ReactNode) => (
    <g
      role="slider"
      className={styles[which]}
      data-grip={which}
      tabIndex={0}
      aria-label={label}
      aria-orientation="horizontal"
      aria-valuemin={limits.start}
      aria-valuemax={limits.end}
      aria-valuenow={Math.round(at)}
      aria-valuetext={text}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const next = gripStep(event.key, event.shiftKey, control.window, which, limits);
        if (!next) return;
        event.preventDefault();
        control.glide(next);
      }}
    >
      {shapes}
    </g>
  );
  const span = formatSpan(start, end, timeZone);
  return (
    <section className={styles.strip} aria-label="All data">
      <svg ref={track} className={styles.track} {...drag}>
        <title>All data, and the window in it</title>
        <rect className={styles.ground} width="100%" height={stripBox.height} rx="8" />
        <History history={history} limits={limits} />
        <Labels limits={limits} timeZone={timeZone} />
        {grip('middle', 'Window', (start + end) / 2, span, <Middle x={x} width={width} />)}
        {grip(
          'start',
          'Start of the window',
          start,
          formatDateTime(start, timeZone),
          <Edge x={x} side={-1} />,
        )}
        {grip(
          'end',
          'End of the window',
          end,
          formatDateTime(end, timeZone),
          <Edge x={percentOf(end, limits)} side={1} />,
        )}
      </svg>
    </section>
  );
}

function percentOf(at: number, limits: TimeWindow): string {
  return `${((at - limits.start) / spanOf(limits)) * 100}%`;
}

function Middle({ x, width }: { x: string; width: string }) {
  return (
    <>
      <rect className={styles.window} x={x} y="1" width={width} height={stripBox.height - 2} />
      <rect className={styles.reach} x={x} width={width} height={stripBox.height} />
    </>
  );
}

/** A finger's width, beside the window and not in it: a window of an hour has no inside. */
function Edge({ x, side }: { x: string; side: -1 | 1 }) {
  return (
    <>
      <rect
        x={x}
        className={styles.hit}
        width="24"
        height={stripBox.height}
        transform={`translate(${side < 0 ? -29 : 5} 0)`}
      />
      <rect
        x={x}
        className={styles.bar}
        y="14"
        width="4"
        height="20"
        rx="2"
        transform={`translate(${side < 0 ? -9 : 5} 0)`}
      />
    </>
  );
}

function History({ history, limits }: Pick<OverviewStripProps, 'history' | 'limits'>) {
  const paths = useMemo(
    () => (history ? stripPaths(history, limits) : { band: '', line: '' }),
    [history, limits],
  );
  const { width, height } = stripBox;
  return (
    <svg
      className={styles.history}
      y="4"
      width="100%"
      height={height - 8}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={paths.band} className={styles.band} />
      <path d={paths.line} className={styles.line} />
    </svg>
  );
}

function Labels({ limits, timeZone }: Pick<OverviewStripProps, 'limits' | 'timeZone'>) {
  const ticks = useMemo(() => timeTicks(limits, timeZone, labels), [limits, timeZone]);
  return (
    <g className={styles.labels}>
      {ticks.map(({ at, label, under }) => (
        <text key={at} x={percentOf(at, limits)} y={stripBox.height + 16}>
          {under ? `${label} ${under}` : label}
        </text>
      ))}
    </g>
  );
}

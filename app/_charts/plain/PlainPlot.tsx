import type { ReactNode } from 'react';
import styles from './PlainPlot.module.css';
import { drawingWidth } from './paths.ts';

export interface PlainPlotProps {
  /** Height of the grid, px. */
  height: number;
  /** From the top, px. */
  yTicks: { y: number; label: string }[];
  /** From the left, 0 to 1. */
  xTicks: { share: number; label: string; under?: string }[];
  /** Shapes in units of {@link drawingWidth} × px; sideways they are stretched. */
  children: ReactNode;
  /** What lies over them in the page's own units: percent sideways, px from the top. */
  above?: ReactNode;
  /** Takes pointer and keys: a reading surface. */
  surface?: ReactNode;
}

/** As in the style sheet: one line of labels, or two. */
const roomBelow = { one: 26, two: 44 };

/**
 * A picture with axes as plain SVG: drawn on the server, in the tokens' own colours, at any width.
 * For data that is looked at as it is; what is zoomed belongs on the canvas.
 */
export function PlainPlot({ height, yTicks, xTicks, children, above, surface }: PlainPlotProps) {
  const labels = xTicks.some(({ under }) => under) ? 'two' : 'one';
  return (
    <div className={styles.plot} data-labels={labels}>
      <svg className={styles.frame} height={height + roomBelow[labels]} aria-hidden="true">
        {yTicks.map(({ y, label }) => (
          <g key={label}>
            <line className={y >= height ? styles.base : styles.line} x2="100%" y1={y} y2={y} />
            <text className={styles.value} x="-8" y={y} dy="0.35em">
              {label}
            </text>
          </g>
        ))}
        <svg
          className={styles.drawing}
          width="100%"
          height={height}
          viewBox={`0 0 ${drawingWidth} ${height}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          {children}
        </svg>
        {above}
        {xTicks.map(({ share, label, under }) => (
          <g key={share} className={anchorOf(share)}>
            <text className={styles.tick} x={percent(share)} y={height + 18}>
              {label}
            </text>
            {under ? (
              <text className={styles.under} x={percent(share)} y={height + 35}>
                {under}
              </text>
            ) : null}
          </g>
        ))}
      </svg>
      {surface}
    </div>
  );
}

/** At the left there is the room of the scale; at the right a label stays within the picture. */
function anchorOf(share: number): string | undefined {
  return share > 0.97 ? styles.atEnd : styles.inMiddle;
}

export function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}

import styles from './Crosshair.module.css';
import { percent } from './PlainPlot.tsx';

interface CrosshairProps {
  /** From the left, 0 to 1. */
  share: number;
  /** Height of the grid, px. */
  height: number;
  /** Where the value lies, px from the top; absent where there is none. */
  y?: number | undefined;
}

/** A line at the place that is read, and a dot at its value. */
export function Crosshair({ share, height, y }: CrosshairProps) {
  const x = percent(share);
  return (
    <g>
      <line className={styles.line} x1={x} x2={x} y2={height} />
      {y === undefined ? null : <circle className={styles.dot} cx={x} cy={y} r="4.5" />}
    </g>
  );
}

import type { BpmScale } from './bpmAxis.ts';
import styles from './Crosshair.module.css';
import { type Box, type Margins, yOf } from './plot.ts';

interface CrosshairProps {
  /** px from the plot's left edge. */
  x: number;
  /** bpm of the dots on it. */
  dots: { key: string; bpm: number; colour?: string }[];
  box: Box;
  scale: BpmScale;
  margins: Margins;
}

/** A line at the instant that is read, and a dot at each value. */
export function Crosshair({ x, dots, box, scale, margins }: CrosshairProps) {
  return (
    <>
      <div className={styles.line} style={{ left: x, top: margins.top, bottom: margins.bottom }} />
      {dots.map(({ key, bpm, colour }) => (
        <div
          key={key}
          className={styles.dot}
          style={{ left: x, top: yOf(bpm, scale, box, margins), background: colour }}
        />
      ))}
    </>
  );
}

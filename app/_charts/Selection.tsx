import type { Margins } from './plot.ts';
import styles from './Selection.module.css';

interface SelectionProps {
  /** px from the plot's left edge, in either order. */
  from: number;
  to: number;
  margins: Margins;
}

/** The stretch that is being dragged over. */
export function Selection({ from, to, margins }: SelectionProps) {
  const style = {
    left: Math.min(from, to),
    width: Math.abs(to - from),
    top: margins.top,
    bottom: margins.bottom,
  };
  return <div className={styles.selection} style={style} />;
}

import styles from './HeatLegend.module.css';
import { heatLevel, heatLevels } from './heatScale.ts';

export interface HeatCell {
  x: number;
  y: number;
  /** null where nothing is known: drawn as nothing, for a place without data is no low value. */
  value: number | null;
}

interface HeatCellsProps {
  cells: readonly HeatCell[];
  bounds: readonly number[];
  /** Of a cell whose place is one unit wide and high. */
  size: { width: number; height: number };
}

const round = (value: number) => Math.round(value * 1_000) / 1_000;

/** One path a level, however many cells: ten years are sixty shapes and not four thousand. */
export function HeatCells({ cells, bounds, size }: HeatCellsProps) {
  const paths = Array.from({ length: heatLevels }, () => '');
  const [width, height] = [round(size.width), round(size.height)];
  for (const { x, y, value } of cells) {
    if (value === null) continue;
    const level = heatLevel(value, bounds);
    paths[level] += `M${round(x)} ${round(y)}h${width}v${height}h${-width}z`;
  }
  return paths
    .map((path, level) => ({ path, level }))
    .filter(({ path }) => path !== '')
    .map(({ path, level }) => (
      <path key={level} className={styles.step} data-level={level} d={path} />
    ));
}

import type { ReactNode } from 'react';
import { Crosshair } from '#app/_charts/plain/Crosshair.tsx';
import { PlainPlot } from '#app/_charts/plain/PlainPlot.tsx';
import { ReadingSurface } from '#app/_charts/plain/ReadingSurface.tsx';
import type { TrendsAnswer } from '#lib/contract/analytics.ts';
import styles from './TrendPictures.module.css';
import { type periodTicks, trendHeights } from './trendShapes.ts';
import { periodWords } from './trendWords.ts';

type Points = TrendsAnswer['points'];

/** What all pictures of the same periods have in common, and which period is read in them. */
export interface ReadPeriods {
  name: string;
  points: Points;
  ticks: ReturnType<typeof periodTicks>;
  at: number | undefined;
  onAt: (at: number | undefined) => void;
}

interface TrendPanelProps {
  title: string;
  periods: ReadPeriods;
  kind: keyof typeof trendHeights;
  shapes: { scale: { min: number; max: number; step: number }; y: (value: number) => number };
  reading: (point: Points[number]) => string;
  /** What the picture shows, while no place of it is read. */
  rest: string;
  children: ReactNode;
}

/** One picture: its name, what is read in it, and its drawing under a surface that reads. */
export function TrendPanel(props: TrendPanelProps) {
  const { title, periods, kind, shapes, reading, rest, children } = props;
  const { name, points, ticks, at, onAt } = periods;
  const { scale, y } = shapes;
  const height = trendHeights[kind];
  const point = at === undefined ? undefined : points[at];
  const count = Math.round((scale.max - scale.min) / scale.step);
  const yTicks = Array.from({ length: count + 1 }, (_, index) => scale.min + index * scale.step);
  return (
    <figure className={styles.panel}>
      <figcaption className={styles.caption}>
        <h3>{title}</h3>
        <span>{point ? reading(point) : rest}</span>
      </figcaption>
      <PlainPlot
        height={height}
        yTicks={yTicks.map((value) => ({ y: y(value), label: String(value) }))}
        xTicks={ticks}
        above={
          at === undefined ? null : <Crosshair share={(at + 0.5) / points.length} height={height} />
        }
        surface={
          <ReadingSurface
            label={`${title} of ${name}`}
            count={points.length}
            at={at}
            onAt={onAt}
            text={point ? `${periodWords(point)}: ${reading(point)}` : rest}
          />
        }
      >
        {children}
      </PlainPlot>
    </figure>
  );
}

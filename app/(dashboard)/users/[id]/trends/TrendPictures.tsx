'use client';
import { type ReactNode, useMemo, useState } from 'react';
import { Crosshair } from '#app/_charts/plain/Crosshair.tsx';
import { PlainPlot } from '#app/_charts/plain/PlainPlot.tsx';
import { ReadingSurface } from '#app/_charts/plain/ReadingSurface.tsx';
import { methodWords } from '#app/_format/method.ts';
import { formatBpm, formatCount, plural } from '#app/_format/numbers.ts';
import { rollingDays } from '#lib/analytics/trends.ts';
import type { TrendsAnswer } from '#lib/contract/analytics.ts';
import type { User } from '#lib/contract/users.ts';
import styles from './TrendPictures.module.css';
import {
  periodTicks,
  periodWords,
  rangeShapes,
  restingShapes,
  trendHeights,
  zoneShapes,
} from './trendShapes.ts';

type Point = TrendsAnswer['points'][number];

/** Three pictures over the same days, read together. */
export function TrendPictures({ user, answer }: { user: User; answer: TrendsAnswer }) {
  const { points } = answer;
  const [index, setIndex] = useState<number>();
  const shapes = useMemo(
    () => ({
      resting: restingShapes(points),
      range: rangeShapes(points),
      zones: zoneShapes(points),
      ticks: periodTicks(points),
    }),
    [points],
  );
  const point = index === undefined ? undefined : points[index];
  const share = index === undefined ? undefined : (index + 0.5) / points.length;
  const method = methodWords(answer.restingHeartRateMethod);
  const known = points.reduce((sum, { restingDays }) => sum + restingDays, 0);
  const worn = points.reduce((sum, { days }) => sum + days, 0);
  const panel = (options: PanelOptions) => (
    <Panel
      {...options}
      xTicks={shapes.ticks}
      share={share}
      surface={
        <ReadingSurface
          label={`${options.title} of ${user.name}`}
          count={points.length}
          at={index}
          onAt={setIndex}
          text={point ? `${periodWords(point)}: ${options.reading(point)}` : options.rest}
        />
      }
      point={point}
    />
  );
  return (
    <div className={styles.pictures}>
      <p className={styles.when}>{point ? periodWords(point) : 'Point at a place to read it.'}</p>
      {panel({
        title: 'Resting heart rate',
        height: trendHeights.resting,
        ...shapes.resting,
        reading: restingReading,
        rest: `${method ? `${method}, ` : ''}${plural(known, 'day')}; the line is the median of ${rollingDays} days`,
        children: (
          <>
            <path className={styles.dots} d={shapes.resting.dots} data-many={points.length > 180} />
            <path className={styles.rolling} d={shapes.resting.line} />
          </>
        ),
      })}
      {panel({
        title: 'Daily range',
        height: trendHeights.range,
        ...shapes.range,
        reading: rangeReading,
        rest: `lowest to highest sample of a day, medians over ${plural(worn, 'day')}`,
        children: <path className={styles.range} d={shapes.range.bars} />,
      })}
      {panel({
        title: 'Zone minutes',
        height: trendHeights.zones,
        ...shapes.zones,
        reading: zoneReading,
        rest: 'on an average day with data',
        children: shapes.zones.layers.map(({ name, path }, step) => (
          <path key={name} className={styles.zone} data-step={Math.min(step, 2)} d={path} />
        )),
      })}
      <ul className={styles.legend} aria-label="Zones">
        {shapes.zones.layers.map(({ name }, step) => (
          <li key={name}>
            <svg viewBox="0 0 12 12" aria-hidden="true">
              <rect
                width="12"
                height="12"
                rx="2.5"
                className={styles.zone}
                data-step={Math.min(step, 2)}
              />
            </svg>
            {name}
          </li>
        ))}
      </ul>
    </div>
  );
}

function restingReading(point: Point): string {
  const median =
    point.rollingMedian === null
      ? `fewer than 7 of ${rollingDays} days known`
      : `median of ${rollingDays} days ${formatBpm(point.rollingMedian)} bpm (n = ${point.rollingKnown})`;
  if (point.restingHeartRate === null) return `no data; ${median}`;
  return `${formatBpm(point.restingHeartRate)} bpm (n = ${point.restingDays}); ${median}`;
}

function rangeReading({ low, high, days }: Point): string {
  if (low === null || high === null) return 'no data';
  return `${formatBpm(low)} to ${formatBpm(high)} bpm (n = ${days})`;
}

function zoneReading({ zones, days }: Point): string {
  if (zones.length === 0) return 'no data';
  const words = zones.slice(1).map(({ name, minutes }) => `${name} ${formatCount(minutes)} min`);
  return `${words.join(', ')} a day (n = ${days})`;
}

interface PanelOptions {
  title: string;
  height: number;
  scale: { min: number; max: number; step: number };
  y: (value: number) => number;
  reading: (point: Point) => string;
  /** What the picture shows, while no place of it is read. */
  rest: string;
  children: ReactNode;
}

interface PanelProps extends PanelOptions {
  xTicks: ReturnType<typeof periodTicks>;
  share: number | undefined;
  point: Point | undefined;
  surface: ReactNode;
}

function Panel(props: PanelProps) {
  const { title, height, scale, y, reading, rest, children, xTicks, share, point, surface } = props;
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
        xTicks={xTicks}
        above={share === undefined ? null : <Crosshair share={share} height={height} />}
        surface={surface}
      >
        {children}
      </PlainPlot>
    </figure>
  );
}

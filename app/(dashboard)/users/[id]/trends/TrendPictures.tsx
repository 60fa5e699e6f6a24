'use client';
import { useMemo, useState } from 'react';
import legend from '#app/_charts/legend.module.css';
import { methodWords } from '#app/_format/method.ts';
import { plural } from '#app/_format/numbers.ts';
import { rollingDays } from '#lib/analytics/trends.ts';
import type { TrendsAnswer } from '#lib/contract/analytics.ts';
import type { User } from '#lib/contract/users.ts';
import { type ReadPeriods, TrendPanel } from './TrendPanel.tsx';
import styles from './TrendPictures.module.css';
import {
  type Drawn,
  drawnAs,
  periodTicks,
  rangeShapes,
  restingShapes,
  zoneShapes,
} from './trendShapes.ts';
import { periodWords, rangeReading, restingReading, zoneReading } from './trendWords.ts';

/** Three pictures over the same days, read together. */
export function TrendPictures({ user, answer }: { user: User; answer: TrendsAnswer }) {
  const { points } = answer;
  const [at, onAt] = useState<number>();
  const ticks = useMemo(() => periodTicks(points), [points]);
  const drawn = drawnAs(points.length);
  const point = at === undefined ? undefined : points[at];
  const periods = { name: user.name, points, ticks, at, onAt };
  return (
    <div className={styles.pictures} data-drawn={drawn}>
      <p className={styles.when}>{point ? periodWords(point) : 'Point at a place to read it.'}</p>
      <Resting {...{ periods, answer }} />
      <Range {...{ periods, drawn }} />
      <Zones {...{ periods, drawn }} />
    </div>
  );
}

function Resting({ periods, answer }: { periods: ReadPeriods; answer: TrendsAnswer }) {
  const { points } = periods;
  const shapes = useMemo(() => restingShapes(points), [points]);
  const known = points.reduce((sum, { restingDays }) => sum + restingDays, 0);
  const method = methodWords(answer.restingHeartRateMethod);
  return (
    <TrendPanel
      title="Resting heart rate"
      kind="resting"
      reading={restingReading}
      rest={`${method ? `${method}, ` : ''}${plural(known, 'day')}; the line is the median of ${rollingDays} days`}
      {...{ periods, shapes }}
    >
      <path className={styles.dots} d={shapes.dots} />
      <path className={styles.rolling} d={shapes.line} />
    </TrendPanel>
  );
}

interface DrawnProps {
  periods: ReadPeriods;
  drawn: Drawn;
}

function Range({ periods, drawn }: DrawnProps) {
  const { points } = periods;
  const shapes = useMemo(() => rangeShapes(points), [points]);
  const worn = points.reduce((sum, { days }) => sum + days, 0);
  return (
    <TrendPanel
      title="Daily range"
      kind="range"
      reading={rangeReading}
      rest={`lowest to highest sample of a day and its mean, medians over ${plural(worn, 'day')}`}
      {...{ periods, shapes }}
    >
      {drawn === 'bands' ? null : <path className={styles.range} data-bars d={shapes.bars} />}
      {drawn === 'bars' ? null : <path className={styles.range} data-bands d={shapes.band} />}
      <path className={styles.mean} d={shapes.line} />
    </TrendPanel>
  );
}

function Zones({ periods, drawn }: DrawnProps) {
  const { points } = periods;
  const shapes = useMemo(() => zoneShapes(points), [points]);
  const styled = shapes.layers.map(({ step, ...layer }) => ({
    ...layer,
    look: { className: styles.zone, 'data-step': Math.min(step, 2) },
  }));
  return (
    <>
      <TrendPanel
        title="Zone minutes"
        kind="zones"
        reading={zoneReading}
        rest="on an average day with data"
        {...{ periods, shapes }}
      >
        {styled.map(({ name, look, bars, band }) => (
          <g key={name} {...look}>
            {drawn === 'bands' ? null : <path data-bars d={bars} />}
            {drawn === 'bars' ? null : <path data-bands d={band} />}
          </g>
        ))}
      </TrendPanel>
      <ul className={`${legend.legend} ${styles.legend}`} aria-label="Zones">
        {styled.map(({ name, look }) => (
          <li key={name}>
            <svg viewBox="0 0 12 12" aria-hidden="true">
              <rect width="12" height="12" rx="2.5" {...look} />
            </svg>
            {name}
          </li>
        ))}
      </ul>
    </>
  );
}

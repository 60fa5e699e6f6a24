'use client';
import { useMemo, useState } from 'react';
import legend from '#app/_charts/legend.module.css';
import { Crosshair } from '#app/_charts/plain/Crosshair.tsx';
import { PlainPlot } from '#app/_charts/plain/PlainPlot.tsx';
import { ReadingSurface } from '#app/_charts/plain/ReadingSurface.tsx';
import card from '#app/_components/card.module.css';
import { TableDetails } from '#app/_components/TableDetails.tsx';
import { formatBpm } from '#app/_format/numbers.ts';
import type { TypicalDayAnswer } from '#lib/contract/analytics.ts';
import type { User } from '#lib/contract/users.ts';
import styles from './TypicalDayPicture.module.css';
import { quarter, quarters, typicalHeight, typicalShapes } from './typicalShapes.ts';

type Profile = TypicalDayAnswer['weekdays'];
const kinds = [
  { key: 'weekdays', label: 'Weekdays' },
  { key: 'weekends', label: 'Weekends' },
] as const;

const xTicks = [0, 3, 6, 9, 12, 15, 18, 21].map((hour) => ({
  share: hour / 24,
  label: clockOf(hour * 60),
}));

/** What is usual at each time of the day, weekdays against weekends. */
export function TypicalDayPicture({ user, answer }: { user: User; answer: TypicalDayAnswer }) {
  const [at, setAt] = useState<number>();
  const shapes = useMemo(() => typicalShapes(answer), [answer]);
  const { scale, y } = shapes;
  const minute = at === undefined ? undefined : at * quarter;
  const text =
    minute === undefined
      ? 'Median and quartiles of quarter-hours over the days, by the clock.'
      : `${clockOf(minute)}: ${kinds.map(({ key, label }) => `${label.toLowerCase()} ${wordsAt(answer[key], minute)}`).join('; ')}`;
  const count = Math.round((scale.max - scale.min) / scale.step);
  const yTicks = Array.from({ length: count + 1 }, (_, index) => scale.min + index * scale.step);
  return (
    <>
      <header className={card.head}>
        <h2>Typical day</h2>
        <p className={card.reading}>{text}</p>
      </header>
      <ul className={`${legend.legend} ${styles.legend}`} aria-label="Lines">
        {kinds.map(({ key, label }) => (
          <li key={key}>
            <svg viewBox="0 0 28 12" aria-hidden="true">
              <rect width="28" height="12" rx="2" className={styles.band} data-kind={key} />
              <path d="M0 6h28" className={styles.line} data-kind={key} />
            </svg>
            {label}
          </li>
        ))}
      </ul>
      <PlainPlot
        height={typicalHeight}
        yTicks={yTicks.map((bpm) => ({ y: y(bpm), label: String(bpm) }))}
        xTicks={xTicks}
        above={
          at === undefined ? null : (
            <Crosshair share={(at + 0.5) / quarters} height={typicalHeight} />
          )
        }
        surface={
          <ReadingSurface
            label={`Typical day of ${user.name}`}
            count={quarters}
            at={at}
            onAt={setAt}
            text={text}
          />
        }
      >
        {kinds.map(({ key }) => (
          <path key={key} className={styles.band} data-kind={key} d={shapes[key].band} />
        ))}
        {kinds.map(({ key }) => (
          <path key={key} className={styles.line} data-kind={key} d={shapes[key].line} />
        ))}
      </PlainPlot>
      <TypicalDayTable answer={answer} />
    </>
  );
}

function clockOf(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function wordsAt({ minute: minutes, median, q1, q3, count }: Profile, minute: number): string {
  const index = minutes.indexOf(minute);
  if (index < 0) return 'no data';
  const bpm = (column: number[]) => formatBpm(column[index] ?? null);
  return `${bpm(median)} bpm, ${bpm(q1)}–${bpm(q3)} (n = ${count[index]})`;
}

function TypicalDayTable({ answer }: { answer: TypicalDayAnswer }) {
  return (
    <TableDetails
      caption="bpm by time of day: median, lower and upper quartile, and on how many quarter-hours they rest."
      columns={[
        'Time',
        'Weekdays',
        'Quartiles',
        'n',
        'Weekends',
        'Quartiles, weekends',
        'n, weekends',
      ]}
      rows={() =>
        Array.from({ length: quarters }, (_, index) => index * quarter).map((minute) => ({
          key: String(minute),
          cells: [
            clockOf(minute),
            ...kinds.flatMap(({ key }) => {
              const { minute: minutes, median, q1, q3, count } = answer[key];
              const at = minutes.indexOf(minute);
              if (at < 0) return ['–', '–', 0];
              const quartiles = `${formatBpm(q1[at] ?? null)}–${formatBpm(q3[at] ?? null)}`;
              return [formatBpm(median[at] ?? null), quartiles, count[at] ?? 0];
            }),
          ],
        }))
      }
    />
  );
}

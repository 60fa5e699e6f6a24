import { stateWords } from '#app/_format/coverage.ts';
import { formatClock } from '#app/_format/time.ts';
import type { CoverageStretch } from '#lib/contract/coverage.ts';
import type { LocalDay } from '#lib/time/timeZone.ts';
import styles from './DayStrip.module.css';

interface DayStripProps {
  day: LocalDay;
  stretches: readonly CoverageStretch[];
  timeZone: string;
}

/** A day from left to right, in stretches of one state; the same in words for who cannot see it. */
export function DayStrip({ day, stretches, timeZone }: DayStripProps) {
  const length = day.endMs - day.startMs;
  const percent = (ms: number) => `${(100 * ms) / length}%`;
  return (
    <div className={styles.strip}>
      {stretches.map(({ start, end, state }) => {
        const { label, sign } = stateWords[state];
        const words = `${formatClock(start, timeZone)}–${endClock(end, day, timeZone)} ${label.toLowerCase()}`;
        return (
          <span
            key={start}
            className={styles.stretch}
            data-cover={state}
            title={words}
            style={{
              insetInlineStart: percent(start - day.startMs),
              inlineSize: percent(end - start),
            }}
          >
            <span aria-hidden="true">
              {state === 'complete' || end - start < length / 48 ? '' : sign}
            </span>
            <span className="visually-hidden">{words}. </span>
          </span>
        );
      })}
    </div>
  );
}

function endClock(end: number, day: LocalDay, timeZone: string): string {
  return end === day.endMs ? '24:00' : formatClock(end, timeZone);
}

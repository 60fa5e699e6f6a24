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

const patterns: Partial<Record<CoverageStretch['state'], string>> = {
  partial: 'url(#cover-partial)',
  unknown: 'url(#cover-unknown)',
};

/** Two signs beside each other need so much of a day. */
const leastForSign = 1 / 32;

/** A day from left to right, in stretches of one state; the same in words for who cannot see it. */
export function DayStrip({ day, stretches, timeZone }: DayStripProps) {
  const length = day.endMs - day.startMs;
  const percent = (ms: number) => `${((100 * ms) / length).toFixed(3)}%`;
  const words = ({ start, end, state }: CoverageStretch) =>
    `${formatClock(start, timeZone)}–${endClock(end, day, timeZone)} ${stateWords[state].label.toLowerCase()}`;
  return (
    <svg
      className={styles.strip}
      role="img"
      aria-label={stretches.map(words).join('; ') || 'The day has not begun'}
    >
      {stretches.map((stretch) => (
        <g key={stretch.start} data-cover={stretch.state}>
          <title>{words(stretch)}</title>
          <rect
            x={percent(stretch.start - day.startMs)}
            width={percent(stretch.end - stretch.start)}
            height="100%"
            fill={patterns[stretch.state]}
          />
          {stretch.state === 'complete' ||
          stretch.end - stretch.start < length * leastForSign ? null : (
            <text x={percent((stretch.start + stretch.end) / 2 - day.startMs)} y="50%">
              {stateWords[stretch.state].sign}
            </text>
          )}
        </g>
      ))}
      {[25, 50, 75].map((x) => (
        <line key={x} x1={`${x}%`} x2={`${x}%`} y1="0" y2="100%" />
      ))}
    </svg>
  );
}

/** Patterns that the strips of a page share: states are told apart without their colours. */
export function StripPatterns() {
  return (
    <svg className={styles.patterns} aria-hidden="true">
      <defs>
        <pattern
          id="cover-partial"
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="6" height="6" className={styles.complete} />
          <rect width="3" height="6" className={styles.partial} />
        </pattern>
        <pattern
          id="cover-unknown"
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="1.5" height="6" className={styles.unknown} />
        </pattern>
      </defs>
    </svg>
  );
}

function endClock(end: number, day: LocalDay, timeZone: string): string {
  return end === day.endMs ? '24:00' : formatClock(end, timeZone);
}

import { nightsOf } from '#app/_charts/contextLayers.ts';
import { statisticsOf } from '#app/_charts/reading.ts';
import controls from '#app/_components/controls.module.css';
import { ZoneBar } from '#app/_components/ZoneBar.tsx';
import { methodWords } from '#app/_format/method.ts';
import { formatBpm, plural } from '#app/_format/numbers.ts';
import { formatClock, formatMinutes } from '#app/_format/time.ts';
import { dayWindow } from '#app/_queries/dayHeartRate.ts';
import type { WearGap, wearOf } from '#lib/analytics/wear.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import type { SummaryDay } from '#lib/contract/users.ts';
import type { LocalDate } from '#lib/time/dateArithmetic.ts';
import shared from '../figures.module.css';
import styles from './DayFigures.module.css';

interface DayFiguresProps {
  answer: HeartRateAnswer | undefined;
  wear: ReturnType<typeof wearOf> | undefined;
  date: LocalDate;
  timeZone: string;
  query: { error: Error | null; isPending: boolean; refetch: () => unknown };
  summary: SummaryDay | undefined;
}

/** The day in figures: resting heart rate, night, wear and zones; each says what it rests on. */
export function DayFigures({ answer, wear, date, timeZone, query, summary }: DayFiguresProps) {
  if (query.error && !summary) {
    return (
      <p role="alert" className={styles.note} data-state="failed">
        The figures of this day could not be loaded. {query.error.message}{' '}
        <button type="button" className={controls.button} onClick={() => query.refetch()}>
          Try again
        </button>
      </p>
    );
  }
  const zones = summary?.customHeartRateZones.length
    ? summary.customHeartRateZones
    : (summary?.heartRateZones ?? []);
  return (
    <section className={`${shared.figures} ${styles.figures}`} aria-label="This day in figures">
      <dl className={shared.list}>
        <Figure
          name="Resting"
          value={formatBpm(summary?.restingHeartRate ?? null)}
          unit="bpm"
          basis={
            summary?.restingHeartRateMethod
              ? methodWords(summary.restingHeartRateMethod)
              : 'not known'
          }
        />
        <Night {...{ answer, date, timeZone }} />
        <Figure
          name="Worn"
          value={wear ? formatMinutes(wear.validMinutes) : '–'}
          unit=""
          basis={wear ? gapCount(wear.gaps) : ''}
        />
        <Figure
          name="Lowest"
          value={formatBpm(summary?.min ?? null)}
          unit="bpm"
          basis="a single sample"
        />
        <Figure
          name="Highest"
          value={formatBpm(summary?.max ?? null)}
          unit="bpm"
          basis="a single sample"
        />
      </dl>
      <div className={shared.zones}>
        <p>Minutes in zones</p>
        <ZoneBar zones={zones} />
      </div>
      {wear && wear.gaps.length > 0 ? <Gaps gaps={wear.gaps} timeZone={timeZone} /> : null}
    </section>
  );
}

interface FigureProps {
  name: string;
  value: string;
  unit: string;
  /** What the value rests on. */
  basis: string;
}

function Figure({ name, value, unit, basis }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value} {unit && value !== '–' ? <small>{unit}</small> : null}
        <span className={styles.basis}>{basis}</span>
      </dd>
    </div>
  );
}

/** From midnight to 07:00 local, the mean weighted by samples. */
function Night({ answer, date, timeZone }: Pick<DayFiguresProps, 'answer' | 'date' | 'timeZone'>) {
  const window = dayWindow({ date, timeZone });
  const night = nightsOf(window, timeZone).find(({ start }) => start === window.start);
  const mean = answer && night ? statisticsOf(answer, night).mean : undefined;
  return (
    <Figure name="Night" value={formatBpm(mean ?? null)} unit="bpm" basis="mean 00:00–07:00" />
  );
}

function gapCount(gaps: readonly WearGap[]): string {
  return gaps.length === 0 ? 'no gap' : plural(gaps.length, 'gap');
}

const shownGaps = 6;

function Gaps({ gaps, timeZone }: { gaps: readonly WearGap[]; timeZone: string }) {
  const shown = gaps
    .toSorted((a, b) => b.end - b.start - (a.end - a.start))
    .slice(0, shownGaps)
    .sort((a, b) => a.start - b.start);
  return (
    <div className={styles.gaps}>
      <p>
        Gaps of 15 minutes or more
        {shown.length < gaps.length ? `, the ${shown.length} longest of ${gaps.length}` : ''}
      </p>
      <ul>
        {shown.map(({ start, end }) => (
          <li key={start}>
            {formatClock(start, timeZone)}–{formatClock(end, timeZone)}{' '}
            <small>{formatMinutes((end - start) / 60_000)}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}

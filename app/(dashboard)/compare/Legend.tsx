import Link from 'next/link';
import type { GapReason } from '#app/_charts/gapReasons.ts';
import { dashes } from '#app/_charts/palette.ts';
import { type Reading, statisticsOf } from '#app/_charts/reading.ts';
import type { TimeWindow } from '#app/_charts/timeWindow.ts';
import { ReasonChips } from '#app/_components/ReasonChips.tsx';
import { formatBpm, plural } from '#app/_format/numbers.ts';
import { hrefOfWindow } from '#app/(dashboard)/users/[id]/hrefs.ts';
import type { Annotation } from '#lib/contract/annotations.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import { AnchorChoice } from './AnchorChoice.tsx';
import { type Aligned, instantsOf } from './alignment.ts';
import styles from './Legend.module.css';
import { MissingWords } from './MissingWords.tsx';
import type { Compared, Comparison } from './useComparison.ts';
import type { Missing } from './useMissing.ts';

interface LegendProps {
  compared: Compared;
  aligned: readonly Aligned[];
  answers: HeartRateAnswer[];
  annotations: readonly Annotation[];
  /** Of each user, in drawn time. */
  missing: Comparison['missing'];
  reasons: Comparison['reasons'];
  readings: Reading[];
  /** In drawn time. */
  window: TimeWindow;
  /** Whether the values are those under the pointer, or the view's means. */
  reading: boolean;
}

const colours = 6;

/** Line style, name and value of each user; the chart's equal in words. */
export function Legend(props: LegendProps) {
  const { compared, aligned, answers, annotations, missing, reasons, readings, window, reading } =
    props;
  return (
    <ul className={styles.legend}>
      {answers.map((answer, index) => {
        const one = aligned.find(({ user }) => user.id === answer.userId);
        const { mean, samples } = statisticsOf(answer, window);
        const under = readings[index];
        const value = under?.kind === 'point' ? under.point.mean : null;
        return (
          <li key={answer.userId} className={styles.entry} data-user={answer.userId}>
            <Stroke index={index} />
            <Link href={hrefOfWindow(answer.userId, instantsOf(window, one?.shift ?? 0))}>
              {one?.user.name ?? answer.userId}
            </Link>
            <strong className={styles.value}>{formatBpm(reading ? value : (mean ?? null))}</strong>
            <span className={styles.soft}>
              bpm {reading ? '' : `mean of ${plural(samples, 'sample')}`}
            </span>
            <Missed
              under={under}
              missing={missing.get(answer.userId)}
              reasons={reasons.get(answer.userId) ?? []}
              timeZone={one?.user.timeZone ?? 'UTC'}
              reading={reading}
            />
            {one ? <AnchorChoice {...{ compared, one, annotations }} /> : null}
          </li>
        );
      })}
    </ul>
  );
}

interface MissedProps {
  missing: Missing | undefined;
  /** Of those in view. */
  reasons: readonly GapReason[];
  reading: boolean;
  under: Reading;
  timeZone: string;
}

/** The gap that is read, or all of those in view; nothing for who has none. */
function Missed({ missing, reasons, under, timeZone, reading }: MissedProps) {
  if (!missing || missing.gaps.length === 0) return null;
  return (
    <span className={styles.missing}>
      {under?.kind === 'gap' ? <MissingWords gap={under.gap} {...{ missing, timeZone }} /> : null}
      {reading ? null : <ReasonChips reasons={reasons} beside="length" />}
    </span>
  );
}

/** The line as it is drawn: its colour and its dash. */
function Stroke({ index }: { index: number }) {
  const dash = dashes[(index + Math.floor(index / 12)) % dashes.length];
  return (
    <svg viewBox="0 0 32 8" className={styles.stroke} aria-hidden="true">
      <path
        d="M0 4h32"
        className={styles[`series${(index % colours) + 1}`]}
        strokeDasharray={Array.isArray(dash) ? dash.join(' ') : undefined}
      />
    </svg>
  );
}

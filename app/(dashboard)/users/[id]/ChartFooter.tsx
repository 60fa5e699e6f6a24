import type { GapReason } from '#app/_charts/gapReasons.ts';
import type { Gap } from '#app/_charts/gaps.ts';
import type { ViewStatistics } from '#app/_charts/reading.ts';
import type { TimeWindow } from '#app/_charts/timeWindow.ts';
import { ReasonChips } from '#app/_components/ReasonChips.tsx';
import { formatBpm, plural } from '#app/_format/numbers.ts';
import { resolutionWords } from '#app/_format/resolution.ts';
import { formatSpan, formatZone } from '#app/_format/time.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import styles from './ChartFooter.module.css';

interface ChartFooterProps {
  answer: HeartRateAnswer | undefined;
  statistics: ViewStatistics;
  gaps: Gap[];
  /** Why they are there, as far as it is known. */
  reasons: readonly GapReason[];
  window: TimeWindow;
  /** Whose clock is shown. */
  timeZone: string;
}

/** What the picture is made of; and the picture in a sentence, for those who cannot see it. */
export function ChartFooter({
  answer,
  statistics,
  gaps,
  reasons,
  window,
  timeZone: zone,
}: ChartFooterProps) {
  if (!answer) return null;
  const { mean, min, max } = statistics;
  const range = `${formatBpm(min ?? null)} to ${formatBpm(max ?? null)} bpm`;
  return (
    <figcaption className={styles.footer}>
      <span className={styles.badge}>{resolutionWords(answer)}</span>
      {gaps.length > 0 ? <span>{plural(gaps.length, 'gap')}</span> : null}
      <ReasonChips reasons={reasons} beside="length" />
      {joinsPauses(answer) ? <span>pauses up to 5 min joined</span> : null}
      <span className={styles.zone}>{formatZone(window.end, zone)}</span>
      <span className="visually-hidden">
        Heart rate {formatSpan(window.start, window.end, zone)}: mean {formatBpm(mean ?? null)} bpm,{' '}
        {range}.
      </span>
    </figcaption>
  );
}

/** Wider buckets hide what is so short; what the line bridges, the chart says. */
function joinsPauses({ resolution }: HeartRateAnswer): boolean {
  return resolution === 'raw' || resolution === '1m';
}

import { reasonsOf } from '#app/_charts/gapReasons.ts';
import type { Gap } from '#app/_charts/gaps.ts';
import { ReasonChips } from '#app/_components/ReasonChips.tsx';
import { failureWords, unexplained } from '#app/_format/gapReason.ts';
import { formatLength } from '#app/_format/time.ts';
import type { Missing } from './useMissing.ts';

interface MissingWordsProps {
  gap: Gap;
  missing: Missing;
  /** Whose clock tells when a failure is tried again. */
  timeZone: string;
}

/** A gap that is read: how long, and why, as far as it is known. */
export function MissingWords({ gap, missing: { ledger }, timeZone }: MissingWordsProps) {
  const reasons = reasonsOf([gap], ledger.stretches);
  const more = reasons.length > 0 ? failureWords(reasons, timeZone) : unexplained[ledger.state];
  return (
    <>
      <span>No data for {formatLength(gap.end - gap.start)}</span>
      <ReasonChips reasons={reasons} beside="share" />
      {more ? <span>{more}</span> : null}
    </>
  );
}

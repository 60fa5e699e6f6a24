'use client';
/** What a small chart says of the instant that is read: drawn anew with the pointer, and nothing else. */
import type { BpmScale } from '#app/_charts/bpmAxis.ts';
import { Crosshair } from '#app/_charts/Crosshair.tsx';
import { reasonsOf } from '#app/_charts/gapReasons.ts';
import type { Gap } from '#app/_charts/gaps.ts';
import { type Box, type Margins, xOf } from '#app/_charts/plot.ts';
import { type Reading, readingAt, statisticsOf } from '#app/_charts/reading.ts';
import { spanOf, type TimeWindow } from '#app/_charts/timeWindow.ts';
import { ReasonChips } from '#app/_components/ReasonChips.tsx';
import { formatBpm } from '#app/_format/numbers.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import styles from './Multiples.module.css';
import { type PointedInstant, usePointed } from './pointedInstant.ts';
import type { Missing } from './useMissing.ts';

interface SmallReadingProps {
  answer: HeartRateAnswer | undefined;
  missing: Missing | undefined;
  window: TimeWindow;
  box: Box;
  pointed: PointedInstant;
}

/** Gaps are a few pixels wide here, and must be hit too. */
const nearPx = 2;

function readingOf(props: SmallReadingProps, at: number | undefined): Reading {
  const { answer, missing, window, box } = props;
  if (!answer || at === undefined) return undefined;
  return readingAt(answer, at, (spanOf(window) / box.width) * nearPx, missing?.gaps);
}

/** The mean in view, or what lies under the pointer. */
export function SmallValue(props: SmallReadingProps) {
  const { answer, missing, window, pointed } = props;
  const at = usePointed(pointed);
  const reading = readingOf(props, at);
  if (reading?.kind === 'gap') return <GapValue gap={reading.gap} missing={missing} />;
  const mean = at === undefined ? answer && statisticsOf(answer, window).mean : reading?.point.mean;
  return (
    <span className={styles.value}>
      <strong>{formatBpm(mean ?? null)}</strong> bpm
    </span>
  );
}

/** There is room for one reason, the greatest part; the user's own chart tells all. */
function GapValue({ gap, missing }: { gap: Gap; missing: Missing | undefined }) {
  const reasons = missing ? reasonsOf([gap], missing.ledger.stretches) : [];
  return (
    <span className={styles.value}>
      {reasons.length > 0 ? (
        <ReasonChips reasons={reasons.slice(0, 1)} beside="share" />
      ) : (
        'No data'
      )}
    </span>
  );
}

interface SmallCrosshairProps extends SmallReadingProps {
  scale: BpmScale;
  margins: Margins;
}

export function SmallCrosshair(props: SmallCrosshairProps) {
  const { window, box, scale, margins } = props;
  const at = usePointed(props.pointed);
  if (at === undefined) return null;
  const reading = readingOf(props, at);
  const dots = reading?.kind === 'point' ? [{ key: 'mean', bpm: reading.point.mean }] : [];
  return <Crosshair x={xOf(at, window, box, margins)} {...{ dots, box, scale, margins }} />;
}

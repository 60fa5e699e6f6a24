'use client';
import { useMemo } from 'react';
import type { Ask } from '#app/_charts/ask.ts';
import { type GapReason, reasonsOf } from '#app/_charts/gapReasons.ts';
import { type Gap, gapsOf, gapsWithin } from '#app/_charts/gaps.ts';
import type { TimeWindow } from '#app/_charts/timeWindow.ts';
import { type Ledger, useLedgers } from '#app/_charts/useGapReasons.ts';
import { useSettled } from '#app/_charts/useSettled.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import { type Aligned, instantsOf } from './alignment.ts';

/** Where a user has no heart rate, and what the ledger says of it; in drawn time. */
export interface Missing {
  gaps: readonly Gap[];
  ledger: Ledger;
}

const none: readonly Gap[] = [];

/** What is missing of each user, asked when a gesture is over, of those who have gaps. */
export function useMissing(
  aligned: readonly Aligned[],
  answers: readonly HeartRateAnswer[],
  ask: Ask,
): ReadonlyMap<string, Missing> {
  const { start, end } = useSettled(ask);
  const gaps = useMemo(
    () => new Map(answers.map((answer) => [answer.userId, gapsOf(answer)])),
    [answers],
  );
  const asks = useMemo(
    () =>
      aligned.map(({ user, shift }) => ({
        user,
        drawn: instantsOf({ start, end }, shift),
        gaps: gaps.get(user.id)?.length ?? 0,
      })),
    [aligned, start, end, gaps],
  );
  const ledgers = useLedgers(asks);
  return useMemo(
    () =>
      new Map(
        aligned.flatMap(({ user, shift }, index): [string, Missing][] => {
          const ledger = ledgers[index];
          if (!ledger) return [];
          return [[user.id, { gaps: gaps.get(user.id) ?? none, ledger: shifted(ledger, shift) }]];
        }),
      ),
    [aligned, gaps, ledgers],
  );
}

function shifted(ledger: Ledger, shift: number): Ledger {
  if (shift === 0) return ledger;
  const stretches = ledger.stretches.map((stretch) => ({
    ...stretch,
    ...{ start: stretch.start - shift, end: stretch.end - shift },
  }));
  return { ...ledger, stretches };
}

/** Why each one's gaps in view are there, as far as it is known: counted when a gesture is over. */
export function useReasons(
  missing: ReadonlyMap<string, Missing>,
  window: TimeWindow,
): ReadonlyMap<string, readonly GapReason[]> {
  const settled = useSettled(window);
  return useMemo(
    () =>
      new Map(
        [...missing].map(([id, { gaps, ledger }]) => [
          id,
          reasonsOf(gapsWithin(gaps, settled), ledger.stretches),
        ]),
      ),
    [missing, settled],
  );
}

'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { coverageQuery } from '#app/_queries/coverage.ts';
import { maxAnalysedDays } from '#lib/contract/limits.ts';
import type { User } from '#lib/contract/users.ts';
import { daysBetween } from '#lib/time/dateArithmetic.ts';
import { localDateOf } from '#lib/time/timeZone.ts';
import type { LedgerStretch } from './gapReasons.ts';
import { ledgerOf } from './gapReasons.ts';
import type { TimeWindow } from './timeWindow.ts';
import { useSettled } from './useSettled.ts';

/** The ledger of what is drawn, and how far it is known. */
export interface Ledger {
  stretches: readonly LedgerStretch[];
  /** `far` where so many days are in view that the ledger is not asked. */
  state: 'here' | 'loading' | 'failed' | 'far';
}

const none: readonly LedgerStretch[] = [];

/**
 * What the ledger says of the stretch that a chart has asked for: asked when a gesture is over and
 * there are gaps to explain, so that no picture waits for it.
 */
export function useGapReasons(
  user: Pick<User, 'id' | 'timeZone'>,
  drawn: TimeWindow,
  gaps: number,
  source?: string,
): Ledger {
  const { start, end } = useSettled(drawn);
  const days = {
    start: localDateOf(start, user.timeZone),
    end: localDateOf(Math.max(start, end - 1), user.timeZone),
  };
  const far = daysBetween(days.start, days.end) >= maxAnalysedDays;
  const { data, error } = useQuery({
    ...coverageQuery(user.id, { ...days, source }),
    enabled: gaps > 0 && !far,
    placeholderData: keepPreviousData,
  });
  const stretches = useMemo(() => (data ? ledgerOf(data) : none), [data]);
  return useMemo(() => {
    if (far) return { stretches: none, state: 'far' };
    return { stretches, state: data ? 'here' : error ? 'failed' : 'loading' };
  }, [stretches, data, error, far]);
}

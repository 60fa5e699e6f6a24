'use client';
import { keepPreviousData, type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { coverageQuery } from '#app/_queries/coverage.ts';
import type { UserCoverageAnswer } from '#lib/contract/coverage.ts';
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

interface LedgerAsk {
  user: Pick<User, 'id' | 'timeZone'>;
  /** What a chart has asked for, ms UTC. */
  drawn: TimeWindow;
  /** How many there are to explain. */
  gaps: number;
  source?: string | undefined;
}

function questionOf({ user, drawn: { start, end }, gaps, source }: LedgerAsk) {
  const days = {
    start: localDateOf(start, user.timeZone),
    end: localDateOf(Math.max(start, end - 1), user.timeZone),
  };
  const far = daysBetween(days.start, days.end) >= maxAnalysedDays;
  const query = {
    ...coverageQuery(user.id, { ...days, source }),
    enabled: gaps > 0 && !far,
    placeholderData: keepPreviousData<UserCoverageAnswer>,
  };
  return { far, query };
}

function ledgerIn(data: UserCoverageAnswer | undefined, far: boolean, failed: boolean): Ledger {
  if (far) return { stretches: none, state: 'far' };
  return {
    stretches: data ? ledgerOf(data) : none,
    state: data ? 'here' : failed ? 'failed' : 'loading',
  };
}

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
  const { far, query } = questionOf({ user, drawn: useSettled(drawn), gaps, source });
  const { data, error } = useQuery(query);
  const failed = error !== null;
  return useMemo(() => ledgerIn(data, far, failed), [data, far, failed]);
}

const parts = (results: UseQueryResult<UserCoverageAnswer>[]) =>
  results.map(({ data, error }) => ({ data, failed: error !== null }));

/** The same of several users, in their order. @param asks whose stretches have settled; the same ones as long as nothing changes. */
export function useLedgers(asks: readonly LedgerAsk[]): Ledger[] {
  const { queries, far } = useMemo(() => {
    const questions = asks.map(questionOf);
    return {
      queries: questions.map(({ query }) => query),
      far: questions.some((question) => question.far),
    };
  }, [asks]);
  const results = useQueries({ queries, combine: parts });
  return useMemo(
    () => results.map(({ data, failed }) => ledgerIn(data, far, failed)),
    [results, far],
  );
}

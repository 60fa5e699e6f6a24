'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { annotationsQuery } from '#app/_queries/annotations.ts';
import { coverageQuery } from '#app/_queries/coverage.ts';
import { dayHeartRateQuery, dayWindow } from '#app/_queries/dayHeartRate.ts';
import { summaryQuery } from '#app/_queries/summary.ts';
import type { User } from '#lib/contract/users.ts';
import { addDays, type LocalDate } from '#lib/time/dateArithmetic.ts';
import type { DataDays } from '../dataDays.ts';
import { asksOf, backgroundAsk, backgroundDays, mainAsk } from './dayAsks.ts';

const followMs = 60_000;

/** The questions of one day, and those of its neighbours ahead of time: the next step waits for nothing. */
export function useDay(user: User, date: LocalDate, { first, last }: DataDays) {
  const { id, timeZone } = user;
  // The last day may still go on.
  const refetchInterval = date === last ? followMs : false;
  const ask = (daysBefore: number) =>
    dayHeartRateQuery(id, backgroundAsk(date, timeZone, daysBefore));
  const client = useQueryClient();
  useEffect(() => {
    for (const near of [addDays(date, -1), addDays(date, 1)]) {
      if (near < first || near > last) continue;
      for (const one of asksOf(near, timeZone))
        void client.prefetchQuery(dayHeartRateQuery(id, one));
      void client.prefetchQuery(summaryQuery(id, near, near));
    }
  }, [client, id, timeZone, date, first, last]);
  return {
    day: useQuery({ ...dayHeartRateQuery(id, mainAsk(date, timeZone)), refetchInterval }),
    summary: useQuery({ ...summaryQuery(id, date, date), refetchInterval }),
    before: useQuery(ask(backgroundDays.before)),
    week: useQuery(ask(backgroundDays.week)),
    annotations: useQuery(annotationsQuery(id, dayWindow({ date, timeZone }))),
    coverage: useQuery({ ...coverageQuery(id, { start: date, end: date }), refetchInterval }),
  };
}

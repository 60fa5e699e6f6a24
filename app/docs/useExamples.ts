import { useEffect, useState } from 'react';
import { runsAnswer } from '#lib/contract/ingestions.ts';
import { type User, usersAnswer } from '#lib/contract/users.ts';
import { addDays } from '#lib/time/localDate.ts';
import { localDateOf } from '#lib/time/timeZone.ts';
import type { Examples } from './request.ts';

const dayMs = 86_400_000;

/** What there is to try the routes with; undefined until known, and when the server does not say. */
export function useExamples(): Examples | undefined {
  const [examples, setExamples] = useState<Examples>();
  useEffect(() => {
    const stop = new AbortController();
    load(stop.signal).then(setExamples, () => undefined);
    return () => stop.abort();
  }, []);
  return examples;
}

async function load(signal: AbortSignal): Promise<Examples> {
  const ask = async (url: string): Promise<unknown> => (await fetch(url, { signal })).json();
  const [users, runs] = await Promise.all([ask('/api/users'), ask('/api/ingestions?limit=1')]);
  return examplesOf(usersAnswer.parse(users).users, runsAnswer.parse(runs).runs[0]?.id);
}

function examplesOf(users: User[], run: number | undefined): Examples {
  // Those that have samples first: an empty answer explains little.
  const byData = users.toSorted((a, b) => Number(b.sampleCount > 0) - Number(a.sampleCount > 0));
  const first = byData[0];
  const end = (first?.lastSample ?? Date.now()) + 1_000;
  const endDate = localDateOf(end, first?.timeZone ?? 'UTC');
  return {
    users: byData.map((user) => user.id),
    run: run === undefined ? '' : String(run),
    start: new Date(end - dayMs).toISOString(),
    end: new Date(end).toISOString(),
    startDate: addDays(endDate, -6),
    endDate,
  };
}

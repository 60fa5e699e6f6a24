import { useEffect, useState } from 'react';
import { annotationsAnswer } from '#lib/contract/annotations.ts';
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
  // Those with the most samples first: an empty answer explains little.
  const byData = usersAnswer.parse(users).users.toSorted((a, b) => b.sampleCount - a.sampleCount);
  const id = encodeURIComponent(byData[0]?.id ?? '');
  const written = await ask(`/api/users/${id}/annotations?limit=1`);
  const annotation = annotationsAnswer.safeParse(written).data?.annotations[0]?.id;
  return examplesOf(byData, runsAnswer.parse(runs).runs[0]?.id, annotation);
}

function examplesOf(
  byData: User[],
  run: number | undefined,
  annotation: number | undefined,
): Examples {
  const first = byData[0];
  const end = (first?.lastSample ?? Date.now()) + 1_000;
  const endDate = localDateOf(end, first?.timeZone ?? 'UTC');
  return {
    users: byData.map((user) => user.id),
    connectable: byData.find((user) => user.sources.includes('google-health'))?.id,
    run: run === undefined ? '' : String(run),
    annotation: annotation === undefined ? '' : String(annotation),
    start: new Date(end - dayMs).toISOString(),
    end: new Date(end).toISOString(),
    startDate: addDays(endDate, -6),
    endDate,
  };
}

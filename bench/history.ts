/** A year of several people, loaded, aggregated and compressed by the product itself; for what reads. */
import { compressChunks } from '#db/aggregates/compress.ts';
import { refreshAggregates } from '#db/aggregates/refresh.ts';
import type { Database } from '#db/client.ts';
import type { RawHeartRate } from '#lib/etl/types.ts';
import { eachDay } from '#lib/time/localDate.ts';
import { addPerson, loadDocuments } from './pipelineRun.ts';
import { documentOf, SampleStream } from './samples.ts';

export interface History {
  users: readonly string[];
  /** First and last day, included. */
  start: string;
  end: string;
  rows: number;
}

const year = { start: '2023-01-01', end: '2023-12-31' };

/** Four user-years on a server; embedded one, as four would take ten minutes. */
export function makeHistory(database: Database, say: (text: string) => void): Promise<History> {
  const users = database.mode === 'server' ? ['year-1', 'year-2', 'year-3', 'year-4'] : ['year-1'];
  return loadHistory(database, users, year, say);
}

/** @param window first and last day, included. */
export async function loadHistory(
  database: Database,
  users: readonly string[],
  window: { start: string; end: string },
  say: (text: string) => void,
): Promise<History> {
  let rows = 0;
  for (const user of users) {
    say(`history: loading ${window.start} to ${window.end} of ${user} (${users.length} in all)`);
    await addPerson(database, user);
    const { rows: loaded } = await loadDocuments(database, user, documents(user, window), window);
    rows += loaded.new;
  }
  say(`history: refreshing the aggregates of ${rows.toLocaleString('en-US')} rows`);
  await refreshAggregates(database);
  say('history: compressing');
  await compressChunks(database);
  await database.sql`analyze`;
  return { users, ...window, rows };
}

function* documents(user: string, window: { start: string; end: string }): Generator<RawHeartRate> {
  const stream = new SampleStream(user);
  for (const date of eachDay(window.start, window.end)) yield documentOf(stream.day(date));
}

/** What the coverage ledger says of a user, and whether it says the same as the rows. */
import { expect } from 'vitest';
import { database } from '#db/client.ts';
import { markOfDay } from '#lib/coverage/markOfDay.ts';
import { localDateOf, localDay } from '#lib/time/timeZone.ts';
import { storedSamples } from './stored.ts';

export interface LedgerRow {
  date: string;
  state: string;
  quarters: string | null;
  covered: number;
  samples: number;
  pages: number | null;
  settled: boolean;
  synced: number | null;
  checked: number | null;
  error_code: string | null;
  error: string | null;
  attempts: number;
  /** Seconds from the check that failed to the next attempt. */
  next: number | null;
}

/** Oldest first. */
export async function ledgerOf(userId: string): Promise<LedgerRow[]> {
  return await database().sql<LedgerRow[]>`
    select date::text as date, state, quarters, covered::int, samples, pages, settled, error_code, error, attempts,
      date_part('epoch', synced_until) * 1000 as synced, date_part('epoch', checked_at) * 1000 as checked,
      date_part('epoch', next_attempt_at) * 1000 as next
    from coverage_days where user_id = ${userId} order by date`;
}

/**
 * Ledger and rows agree, for a user of one source: no sample without its mark, no mark without its
 * samples, and each mark is what these samples and the evidence in it prove.
 */
export async function expectLedgerToAgree(userId: string, timeZone = 'Europe/London') {
  const rows = await ledgerOf(userId);
  const { t } = await storedSamples(userId);
  const byDate = Map.groupBy(t, (ms) => localDateOf(ms, timeZone));
  const counted = rows.filter(({ samples }) => samples > 0).map((row) => [row.date, row.samples]);
  expect(counted).toEqual([...byDate].map(([date, ofDay]) => [date, ofDay.length]));
  for (const row of rows.filter(({ checked }) => checked !== null)) {
    const proven = markOfDay({
      ...localDay(row.date, timeZone),
      t: byDate.get(row.date) ?? [],
      now: row.checked ?? 0,
      answered: true,
      syncedUntil: row.synced ?? undefined,
    });
    expect(row).toMatchObject(proven);
  }
  const [stored] = await database().sql`
    select (select coalesce(sum(sample_count), 0)::int from activities_heart_summary where user_id = ${userId}) as summary,
      (select sample_count::int from users where id = ${userId}) as total`;
  expect(stored).toEqual({ summary: t.length, total: t.length });
  return rows;
}

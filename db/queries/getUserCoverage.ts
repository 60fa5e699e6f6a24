/** The coverage ledger of one user: day by day, merged over the sources, by quarter-hours if asked. */
import type { CoverageDay, UserCoverageAnswer } from '#lib/contract/coverage.ts';
import {
  type LedgerDay,
  mergedState,
  mergedStretches,
  type Stretch,
  shownState,
  shownStretches,
} from '#lib/coverage/shownDay.ts';
import { quartersIn } from '#lib/coverage/states.ts';
import { HeartlineError } from '#lib/errors.ts';
import { eachDay, type LocalDate } from '#lib/time/localDate.ts';
import { type LocalDay, localDateOf, localDay } from '#lib/time/timeZone.ts';
import { database } from '../client.ts';
import { type SourceStanding, sourceStandings } from './coverageStanding.ts';
import { getUser } from './getUsers.ts';
import { quartersOfSamples } from './quartersOfSamples.ts';

export interface UserCoverageQuestion {
  userId: string;
  /** Both included. */
  start: LocalDate;
  end: LocalDate;
  source?: string | undefined;
  detail: 'days' | 'quarters';
  /** Keys of sources that need an account. */
  connecting: readonly string[];
  /** ms UTC; the present moment unless a test says otherwise. */
  now?: number;
}

interface Row extends LedgerDay {
  source: string;
  date: LocalDate;
  covered: number;
  pages: number | null;
  syncedUntil: number | null;
  checkedAt: number | null;
  errorCode: string | null;
  error: string | null;
  attempts: number;
  nextAttemptAt: number | null;
}

/** @throws {HeartlineError} USER_NOT_FOUND; SOURCE_NOT_FOUND where the user has no such source. */
export async function getUserCoverage(asked: UserCoverageQuestion): Promise<UserCoverageAnswer> {
  const { userId, start, end, now = Date.now() } = asked;
  const { timeZone } = await getUser(userId);
  const all = await sourceStandings(asked.connecting, [userId]);
  const standings = all.filter(({ source }) => !asked.source || source === asked.source);
  if (standings.length === 0) throw noSuchSource(userId, asked.source, all);
  const today = localDateOf(now, timeZone);
  const dates = [...eachDay(start, end < today ? end : today)];
  const rows = Map.groupBy(await rowsOf(asked), ({ date }) => date);
  if (asked.detail === 'quarters') await fillQuarters(userId, timeZone, [...rows.values()].flat());
  return {
    userId,
    timeZone,
    start,
    end,
    enrolledOn: all[0]?.enrolledOn ?? null,
    withdrawnOn: all[0]?.withdrawnOn ?? null,
    sources: standings.map(({ source, syncedUntil, authorisationEnded }) => ({
      source,
      syncedUntil,
      authorisationEnded,
    })),
    days: dates.map((date) =>
      dayOf(localDay(date, timeZone), rows.get(date) ?? [], standings, asked.detail, now),
    ),
  };
}

async function rowsOf({ userId, start, end, source }: UserCoverageQuestion): Promise<Row[]> {
  return await database().sql<Row[]>`
    select source, date::text as date, state, quarters, covered, samples, pages, settled,
      error_code is not null as failing, error_code as "errorCode", error, attempts,
      floor(date_part('epoch', synced_until) * 1000) as "syncedUntil",
      floor(date_part('epoch', checked_at) * 1000) as "checkedAt",
      floor(date_part('epoch', next_attempt_at) * 1000) as "nextAttemptAt"
    from coverage_days where user_id = ${userId} and date between ${start} and ${end}
      and (${source ?? null}::text is null or source = ${source ?? null})
    order by date`;
}

/** Days from before there was a ledger: the samples themselves say in which quarter-hours they lie. */
async function fillQuarters(userId: string, timeZone: string, rows: Row[]): Promise<void> {
  const bare = rows.filter(({ quarters, samples }) => quarters === null && samples > 0);
  const days = bare.map(({ date }) => localDay(date, timeZone));
  const quarters = await quartersOfSamples(userId, days);
  for (const row of bare) row.quarters = quarters.get(row.date) ?? null;
}

function dayOf(
  day: LocalDay,
  rows: readonly Row[],
  standings: readonly SourceStanding[],
  detail: UserCoverageQuestion['detail'],
  now: number,
): CoverageDay {
  const bySource = standings.map((standing) => {
    const row = rows.find(({ source }) => source === standing.source);
    return { row, source: standing.source, state: shownState(row, day, standing), standing };
  });
  const failed = rows.findLast(({ failing, settled }) => failing && !settled);
  const stretches =
    detail === 'quarters'
      ? mergedStretches(
          bySource.map(({ row, standing }) => shownStretches(row, day, standing, now)),
        )
      : undefined;
  return {
    date: day.date,
    state: mergedState(bySource.map(({ state }) => state)),
    share: shareOf(day, rows, stretches),
    samples: rows.reduce((sum, { samples }) => sum + samples, 0),
    pages: greatest(rows.map(({ pages }) => pages)),
    syncedUntil: greatest(rows.map(({ syncedUntil }) => syncedUntil)),
    checkedAt: greatest(rows.map(({ checkedAt }) => checkedAt)),
    settled: rows.length > 0 && rows.every(({ settled }) => settled),
    error: failed?.error ? { code: failed.errorCode ?? 'INTERNAL', message: failed.error } : null,
    attempts: failed?.attempts ?? 0,
    nextAttemptAt: failed?.nextAttemptAt ?? null,
    sources: bySource.map(({ source, state }) => ({ source, state })),
    ...(stretches && { stretches }),
  };
}

/** Of several sources the stretches tell; without them the one that has most. */
function shareOf(
  day: LocalDay,
  rows: readonly Row[],
  stretches: readonly Stretch[] | undefined,
): number {
  if (rows.length > 1 && stretches) {
    const withHeartRate = stretches.filter(
      ({ state }) => state === 'complete' || state === 'partial',
    );
    const ms = withHeartRate.reduce((sum, { start, end }) => sum + end - start, 0);
    return ms / (day.endMs - day.startMs);
  }
  return Math.min(1, (greatest(rows.map(({ covered }) => covered)) ?? 0) / quartersIn(day));
}

function greatest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? Math.max(...known) : null;
}

function noSuchSource(
  userId: string,
  source: string | undefined,
  all: readonly SourceStanding[],
): HeartlineError {
  return new HeartlineError(
    'SOURCE_NOT_FOUND',
    `The user "${userId}" has no source "${source}". There are: ${all.map((one) => one.source).join(', ')}.`,
  );
}

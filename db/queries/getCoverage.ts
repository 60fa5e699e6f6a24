/** Users × days: one state a local day of each user, found, filtered and ordered over all of them. */
import type { CoverageAnswer, CoverageOfUser } from '#lib/contract/coverage.ts';
import type { coverageSorts } from '#lib/contract/limits.ts';
import { mergedState, shownState } from '#lib/coverage/shownDay.ts';
import { type CoverageState, quartersIn, stateOfLetter } from '#lib/coverage/states.ts';
import { eachDay, type LocalDate } from '#lib/time/localDate.ts';
import { type LocalDay, localDateOf, localDay } from '#lib/time/timeZone.ts';
import { database } from '../client.ts';
import { type SourceStanding, sourceStandings } from './coverageStanding.ts';

export interface CoverageQuestion {
  /** Local days of each user, both included. */
  start: LocalDate;
  end: LocalDate;
  q?: string | undefined;
  state?: CoverageState | undefined;
  sort: (typeof coverageSorts)[number];
  /** How many users to pass over. */
  cursor?: number | undefined;
  limit: number;
  /** Keys of sources that need an account. */
  connecting: readonly string[];
  /** ms UTC; the present moment unless a test says otherwise. */
  now?: number;
}

export async function getCoverage(asked: CoverageQuestion): Promise<CoverageAnswer> {
  const { start, end, cursor = 0, limit, state, sort } = asked;
  const next = cursor + limit;
  const found = await peopleLike(asked.q);
  const answer = (users: CoverageOfUser[], matching: number): CoverageAnswer => {
    return { start, end, users, matching, nextCursor: next < matching ? next : null };
  };
  // Nobody's days but those of the page decide who is on it.
  if (sort === 'id' && state === undefined) {
    const page = found.toSorted(byId).slice(cursor, next);
    return answer(await coverageOf(page, asked), found.length);
  }
  const matching = (await coverageOf(found, asked))
    .filter(({ states }) => state === undefined || states.includes(state))
    .sort(orders[sort]);
  return answer(matching.slice(cursor, next), matching.length);
}

const byId = (a: Person, b: Person) => (a.id < b.id ? -1 : 1);

const orders: Record<CoverageQuestion['sort'], (a: CoverageOfUser, b: CoverageOfUser) => number> = {
  id: byId,
  // Whoever never synced comes before all others.
  synced: (a, b) => (a.syncedUntil ?? 0) - (b.syncedUntil ?? 0) || byId(a, b),
  failed: (a, b) => b.failedDays - a.failedDays || byId(a, b),
  share: (a, b) => a.share - b.share || byId(a, b),
};

async function coverageOf(
  people: readonly Person[],
  asked: CoverageQuestion,
): Promise<CoverageOfUser[]> {
  const ids = people.map(({ id }) => id);
  const [standings, days] = await Promise.all([
    sourceStandings(asked.connecting, ids),
    daysBySource(ids, asked.start, asked.end),
  ]);
  const bySource = new Map(days.map((row) => [`${row.userId} ${row.source}`, row]));
  const ofUser = Map.groupBy(standings, ({ userId }) => userId);
  const expected = daysUpTo(asked.now ?? Date.now(), asked);
  return people.map((person) =>
    rowOf(
      person,
      (ofUser.get(person.id) ?? []).map((standing) => ({
        standing,
        days: bySource.get(`${person.id} ${standing.source}`),
      })),
      expected(person.timeZone),
    ),
  );
}

/** The local days of a zone, null for those to come: worked out once a zone, as users share them. */
function daysUpTo(now: number, { start, end }: CoverageQuestion) {
  const known = new Map<string, (LocalDay | null)[]>();
  return (timeZone: string): (LocalDay | null)[] => {
    const ready = known.get(timeZone);
    if (ready) return ready;
    const today = localDateOf(now, timeZone);
    const days = [...eachDay(start, end)].map((date) =>
      date > today ? null : localDay(date, timeZone),
    );
    known.set(timeZone, days);
    return days;
  };
}

interface Person {
  id: string;
  name: string;
  timeZone: string;
}

async function peopleLike(q: string | undefined): Promise<Person[]> {
  const people = await database().sql<Person[]>`
    select id, name, time_zone as "timeZone" from users`;
  const wanted = q?.trim().toLowerCase() ?? '';
  return people.filter(
    ({ id, name }) => id.toLowerCase().includes(wanted) || name.toLowerCase().includes(wanted),
  );
}

/** The rows of one source of a user in parallel columns: thousands of users are few rows of answer. */
interface DaysOfSource {
  userId: string;
  source: string;
  /** Days after `start`, ascending. */
  at: number[];
  /** A letter a row, in capitals where it is settled. */
  letters: string;
  /** Whether the row is failing, `1` or `0`. */
  failing: string;
  covered: number[];
  samples: number[];
  errorCode: string | null;
  error: string | null;
  nextAttemptAt: number | null;
}

async function daysBySource(
  ids: readonly string[],
  start: LocalDate,
  end: LocalDate,
): Promise<DaysOfSource[]> {
  return await database().sql<DaysOfSource[]>`
    select user_id as "userId", source,
      array_agg(date - ${start}::date order by date) as at,
      string_agg(case when settled then upper(letter) else letter end, '' order by date) as letters,
      string_agg(case when error_code is null then '0' else '1' end, '' order by date) as failing,
      array_agg(covered::int order by date) as covered,
      array_agg(samples order by date) as samples,
      (array_agg(error_code order by date desc) filter (where error_code is not null and not settled))[1] as "errorCode",
      (array_agg(error order by date desc) filter (where error_code is not null and not settled))[1] as error,
      floor(date_part('epoch', min(next_attempt_at) filter (where not settled)) * 1000) as "nextAttemptAt"
    from (
      select *, case state when 'complete' then 'c' when 'partial' then 'p' when 'not-synced' then 's'
        when 'not-worn' then 'w' else 'u' end as letter
      from coverage_days where user_id = any(${ids as string[]}) and date between ${start} and ${end}
    ) as days
    group by user_id, source`;
}

interface SourceOfUser {
  standing: SourceStanding;
  days: DaysOfSource | undefined;
}

function rowOf(
  person: Person,
  sources: readonly SourceOfUser[],
  expected: readonly (LocalDay | null)[],
): CoverageOfUser {
  const states: (CoverageState | null)[] = [];
  const shares: number[] = [];
  for (const [at, day] of expected.entries()) {
    const shown = day && sources.map((source) => shownDay(source, at, day));
    const covered = Math.max(0, ...(shown ?? []).map((one) => one.covered));
    states.push(shown && mergedState(shown.map(({ state }) => state)));
    shares.push(day ? Math.min(1, covered / quartersIn(day)) : 0);
  }
  const known = states.filter((state) => state !== null && state !== 'not-expected').length;
  const failed = sources.find(({ days }) => days?.error);
  const synced = sources.flatMap(({ standing: { syncedUntil } }) => syncedUntil ?? []);
  const next = sources.flatMap(({ days }) => days?.nextAttemptAt ?? []);
  return {
    ...person,
    sources: sources.map(({ standing }) => standing.source),
    enrolledOn: sources[0]?.standing.enrolledOn ?? null,
    withdrawnOn: sources[0]?.standing.withdrawnOn ?? null,
    syncedUntil: synced.length > 0 ? Math.max(...synced) : null,
    states,
    shares,
    share: known > 0 ? Math.min(1, shares.reduce((sum, one) => sum + one, 0) / known) : 0,
    failedDays: states.filter((state) => state === 'failed').length,
    error: failed?.days?.error
      ? { code: failed.days.errorCode ?? 'INTERNAL', message: failed.days.error }
      : null,
    nextAttemptAt: next.length > 0 ? Math.min(...next) : null,
  };
}

function shownDay({ standing, days }: SourceOfUser, at: number, day: LocalDay) {
  const row = days && ledgerDay(days, at);
  return { state: shownState(row, day, standing), covered: row?.covered ?? 0 };
}

function ledgerDay(days: DaysOfSource, at: number) {
  const index = days.at.indexOf(at);
  if (index < 0) return undefined;
  const letter = days.letters.charAt(index);
  return {
    state: stateOfLetter(letter.toLowerCase()),
    quarters: null,
    covered: days.covered[index] ?? 0,
    samples: days.samples[index] ?? 0,
    settled: letter !== letter.toLowerCase(),
    failing: days.failing.charAt(index) === '1',
  };
}

/**
 * A local day of a user with several sources: what one of them brings, laid beside what stands of
 * all, merged anew. Only what the merge changes is written.
 */
import type { Database, TransactionSql } from '#db/client.ts';
import { type Packed, packed, unpacked } from '#db/queries/packedRows.ts';
import { type MergedSamples, mergeSources, type SourcedSample } from '../mergeSources.ts';
import type { HeartRateDay } from '../types.ts';
import { addSamples } from './addSamples.ts';
import { clearSummary, type DayBounds, noteBacklog, renewTotals, writeSummary } from './books.ts';
import { statisticsOfDay } from './dayStatistics.ts';
import { differenceOf, type Samples } from './difference.ts';
import { writeSourceDays } from './sourceDays.ts';
import type { Beside } from './sourcesOfUser.ts';
import type { Loaded } from './types.ts';

/**
 * @param beside the user's sources in order, and the one that was read.
 * @returns counts of the source that was read, whether its samples are shown or not.
 */
export async function mergeDay(
  transaction: TransactionSql,
  database: Database,
  userId: string,
  day: HeartRateDay,
  { source, order }: Beside,
): Promise<Loaded> {
  const before = await standingOfDay(transaction, userId, day);
  const all = [...before.shown, ...before.shadowed];
  const own = all.filter((sample) => sample.source === source).toSorted((a, b) => a.t - b.t);
  const { added, changed, unchanged, afterwards } = differenceOf(day, samplesOf(own));
  const counts = { new: added.t.length, changed: changed.t.length, unchanged, t: afterwards.t };
  if (counts.new + counts.changed === 0) return counts;
  if (all.length === 0) {
    const shown = sourced(day, source);
    await addSamples(transaction, database.mode, userId, day, () => {}, source);
    await keepBooks(transaction, userId, day, { shown, shadowed: [] }, shown.length);
    return counts;
  }
  const others = all.filter((sample) => sample.source !== source);
  const after = mergeSources([...others, ...sourced(afterwards, source)], order);
  await rewrite(transaction, userId, day, before, after);
  return counts;
}

export interface Remerged {
  /** Samples that came to be shown. */
  shown: number;
  /** Samples that ceased to be. */
  shadowed: number;
  /** Samples that are gone from both tables. */
  deleted: number;
}

/**
 * The day merged anew by this order of sources; what stands of a source that is not among them goes
 * for good. Done again, it changes nothing.
 */
export async function remergeDay(
  transaction: TransactionSql,
  userId: string,
  day: DayBounds,
  order: readonly number[],
): Promise<Remerged> {
  const before = await standingOfDay(transaction, userId, day);
  const staying = [...before.shown, ...before.shadowed].filter(({ source }) =>
    order.includes(source),
  );
  const after = mergeSources(staying, order);
  const deleted = before.shown.length + before.shadowed.length - staying.length;
  const shadowed = beyond(after.shadowed, before.shadowed);
  const shown = beyond(after.shown, before.shown);
  if (shown.length + shadowed.length + deleted > 0) {
    await rewrite(transaction, userId, day, before, after);
  }
  return { shown: shown.length, shadowed: shadowed.length, deleted };
}

async function rewrite(
  transaction: TransactionSql,
  userId: string,
  day: DayBounds,
  before: MergedSamples,
  after: MergedSamples,
): Promise<void> {
  await write(transaction, 'activities_heart_intraday', userId, before.shown, after.shown);
  await write(transaction, 'shadowed_heart_intraday', userId, before.shadowed, after.shadowed);
  await keepBooks(transaction, userId, day, after, after.shown.length - before.shown.length);
}

async function keepBooks(
  transaction: TransactionSql,
  userId: string,
  day: DayBounds,
  merged: MergedSamples,
  shownMore: number,
): Promise<void> {
  const { shown } = merged;
  const statistics = statisticsOfDay({ ...day, ...samplesOf(shown) });
  if (shown.length === 0) await clearSummary(transaction, userId, day);
  else await writeSummary(transaction, userId, day, statistics);
  await writeSourceDays(transaction, userId, day, merged);
  // The first and the last sample may have given way to another of their minute.
  await renewTotals(transaction, userId, shownMore);
  await noteBacklog(transaction, userId, day);
}

type Table = 'activities_heart_intraday' | 'shadowed_heart_intraday';

const layout = { timestamp: 'timestamptz', value: 'int2', source_id: 'int2' } as const;

async function standingOfDay(
  transaction: TransactionSql,
  userId: string,
  day: DayBounds,
): Promise<MergedSamples> {
  return {
    shown: await standingIn(transaction, 'activities_heart_intraday', userId, day),
    shadowed: await standingIn(transaction, 'shadowed_heart_intraday', userId, day),
  };
}

async function standingIn(
  transaction: TransactionSql,
  table: Table,
  userId: string,
  { startMs, endMs }: DayBounds,
): Promise<SourcedSample[]> {
  const [row] = await transaction.unsafe<Packed[]>(
    `select ${packed(layout)} from ${table}
    where user_id = $1 and "timestamp" >= to_timestamp($2::float8) and "timestamp" < to_timestamp($3::float8)`,
    [userId, startMs / 1000, endMs / 1000],
    { prepare: true },
  );
  const { timestamp, value, source_id } = unpacked(row, layout);
  return timestamp.map((t, i) => ({ t, value: value[i] ?? 0, source: source_id[i] ?? 0 }));
}

/** Makes `after` of `before` in one of the two tables. */
async function write(
  transaction: TransactionSql,
  table: Table,
  userId: string,
  before: readonly SourcedSample[],
  after: readonly SourcedSample[],
): Promise<void> {
  await remove(transaction, table, userId, beyond(before, after));
  await add(transaction, table, userId, beyond(after, before));
}

async function remove(
  transaction: TransactionSql,
  table: Table,
  userId: string,
  gone: readonly SourcedSample[],
): Promise<void> {
  if (gone.length === 0) return;
  const times = gone.map(({ t }) => t);
  // The bounds keep the chunks of other days out of it.
  await transaction.unsafe(
    `delete from ${table} as stored using unnest($2::int8[], $3::int2[]) as gone (ms, source)
    where stored.user_id = $1 and stored."timestamp" = to_timestamp(gone.ms::float8 / 1000)
      and stored.source_id = gone.source
      and stored."timestamp" >= to_timestamp($4::float8) and stored."timestamp" <= to_timestamp($5::float8)`,
    [
      userId,
      `{${times.join()}}`,
      `{${gone.map(({ source }) => source).join()}}`,
      times.reduce((a, b) => Math.min(a, b)) / 1000,
      times.reduce((a, b) => Math.max(a, b)) / 1000,
    ],
    { prepare: true },
  );
}

async function add(
  transaction: TransactionSql,
  table: Table,
  userId: string,
  come: readonly SourcedSample[],
): Promise<void> {
  if (come.length === 0) return;
  await transaction.unsafe(
    `insert into ${table} (user_id, "timestamp", value, source_id)
    select $1, to_timestamp(ms::float8 / 1000), bpm, source
    from unnest($2::int8[], $3::int2[], $4::int2[]) as sample (ms, bpm, source)`,
    [
      userId,
      `{${come.map(({ t }) => t).join()}}`,
      `{${come.map(({ value }) => value).join()}}`,
      `{${come.map(({ source }) => source).join()}}`,
    ],
    { prepare: true },
  );
}

/** The samples of `some` that are not among `others`. */
function beyond(some: readonly SourcedSample[], others: readonly SourcedSample[]): SourcedSample[] {
  const words = new Set(others.map(wordOf));
  return some.filter((sample) => !words.has(wordOf(sample)));
}

function wordOf({ t, value, source }: SourcedSample): string {
  return `${t} ${value} ${source}`;
}

function samplesOf(samples: readonly SourcedSample[]): Samples {
  return {
    t: Float64Array.from(samples, ({ t }) => t),
    value: Int16Array.from(samples, ({ value }) => value),
  };
}

function sourced({ t, value }: Samples, source: number): SourcedSample[] {
  return Array.from(t, (at, i) => ({ t: at, value: value[i] ?? 0, source }));
}

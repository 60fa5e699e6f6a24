/**
 * A local day of a user with several sources: what one of them brings, laid beside what stands of
 * all, merged anew. Only what the merge changes is written.
 */
import type { TransactionSql } from '#db/client.ts';
import { mergeSources, type SourcedSample } from '../mergeSources.ts';
import type { HeartRateDay } from '../types.ts';
import { differenceOf, type Samples } from './difference.ts';
import type { LoadCounts } from './types.ts';

export interface MergedDay {
  /** Of the source that was read, whether its samples are shown or not. */
  counts: LoadCounts;
  /** The day's merged series afterwards. */
  shown: Samples;
  /** How many samples more are shown than before; negative where fewer are. */
  shownMore: number;
  /** All that is stored of the source that was read. */
  own: Samples;
}

/** @param order the user's sources by their numbers, in order; `source` the one that was read. */
export async function mergeDay(
  transaction: TransactionSql,
  userId: string,
  day: HeartRateDay,
  { source, order }: { source: number; order: readonly number[] },
): Promise<MergedDay> {
  const standing = await standingOfDay(transaction, userId, day);
  const all = standing.map(({ sample }) => sample);
  const own = all.filter((sample) => sample.source === source).toSorted((a, b) => a.t - b.t);
  const difference = differenceOf(day, samplesOf(own));
  const { added, changed, unchanged, afterwards } = difference;
  const others = all.filter((sample) => sample.source !== source);
  const after = mergeSources([...others, ...sourced(afterwards, source)], order);
  const before = {
    shown: standing.filter(({ shown }) => shown).map(({ sample }) => sample),
    shadowed: standing.filter(({ shown }) => !shown).map(({ sample }) => sample),
  };
  await write(transaction, 'activities_heart_intraday', userId, before.shown, after.shown);
  await write(transaction, 'shadowed_heart_intraday', userId, before.shadowed, after.shadowed);
  return {
    counts: { new: added.t.length, changed: changed.t.length, unchanged },
    shown: samplesOf(after.shown),
    shownMore: after.shown.length - before.shown.length,
    own: afterwards,
  };
}

type Table = 'activities_heart_intraday' | 'shadowed_heart_intraday';

async function standingOfDay(
  transaction: TransactionSql,
  userId: string,
  { startMs, endMs }: HeartRateDay,
): Promise<{ sample: SourcedSample; shown: boolean }[]> {
  const rows = await transaction.unsafe<
    { ms: number; value: number; source: number; shown: boolean }[]
  >(
    `select date_part('epoch', "timestamp") * 1000 as ms, value, source_id as source, true as shown
    from activities_heart_intraday
    where user_id = $1 and "timestamp" >= to_timestamp($2::float8) and "timestamp" < to_timestamp($3::float8)
    union all
    select date_part('epoch', "timestamp") * 1000, value, source_id, false
    from shadowed_heart_intraday
    where user_id = $1 and "timestamp" >= to_timestamp($2::float8) and "timestamp" < to_timestamp($3::float8)`,
    [userId, startMs / 1000, endMs / 1000],
    { prepare: true },
  );
  return rows.map(({ ms, value, source, shown }) => ({
    sample: { t: Math.round(ms), value, source },
    shown,
  }));
}

/** Makes `after` of `before` in one of the two tables. */
async function write(
  transaction: TransactionSql,
  table: Table,
  userId: string,
  before: readonly SourcedSample[],
  after: readonly SourcedSample[],
): Promise<void> {
  const [stood, stands] = [new Set(before.map(wordOf)), new Set(after.map(wordOf))];
  const gone = before.filter((sample) => !stands.has(wordOf(sample)));
  const come = after.filter((sample) => !stood.has(wordOf(sample)));
  if (gone.length > 0) {
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
  if (come.length > 0) {
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

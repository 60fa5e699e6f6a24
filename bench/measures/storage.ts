/** What a compressed row takes, and what its aggregates take besides. */
import { aggregates } from '#db/aggregates/heartRateBuckets.ts';
import type { Database } from '#db/client.ts';
import type { Measure, Outcome } from '../measure.ts';

export const bytesPerRow: Measure = {
  name: 'bytes-per-row',
  title: 'bytes a row after compression, indexes and all',
  bound: { max: 1.0 },
  async run(context) {
    const { users, rows } = await context.history();
    const bytes = await sizeOf(context.database, ['activities_heart_intraday']);
    return once({
      numerator: { what: 'hypertable', value: bytes, unit: 'bytes' },
      denominator: { what: 'rows', value: rows, unit: 'rows' },
      detail: `${users.length} user-years at 5 s, compressed by compressChunks; tables, indexes and TOAST of every chunk.`,
    });
  },
};

export const aggregateBytes: Measure = {
  name: 'aggregate-bytes',
  title: 'all aggregates, compressed, against the compressed rows (bytes)',
  bound: { max: 1.5 },
  async run(context) {
    const { users } = await context.history();
    const raw = await sizeOf(context.database, ['activities_heart_intraday']);
    const all = await sizeOf(
      context.database,
      aggregates.map(({ name }) => name),
    );
    return once({
      numerator: {
        what: aggregates.map(({ resolution }) => resolution).join(' + '),
        value: all,
        unit: 'bytes',
      },
      denominator: { what: 'samples', value: raw, unit: 'bytes' },
      detail: `${users.length} user-years at 5 s; tables, indexes and TOAST of every chunk.`,
    });
  },
};

/** Bytes on disk of hypertables and continuous aggregates. */
async function sizeOf({ sql }: Database, names: readonly string[]): Promise<number> {
  const [row] = await sql<{ bytes: number }[]>`
    select sum(hypertable_size(coalesce(
      (select format('%I.%I', materialization_hypertable_schema, materialization_hypertable_name)
        from timescaledb_information.continuous_aggregates where view_name = name), name)::regclass))::float8 as bytes
    from unnest(${names}::text[]) as name`;
  return row?.bytes ?? Number.NaN;
}

function once(outcome: Pick<Outcome, 'numerator' | 'denominator' | 'detail'>): Outcome {
  const ratio = outcome.numerator.value / outcome.denominator.value;
  return { ratio, lowest: ratio, highest: ratio, rounds: 1, ...outcome };
}

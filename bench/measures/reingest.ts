/** Days that stand already, once more: unchanged and with a tenth changed, in both kinds of chunk. */
import type { HeartRateDay } from '#lib/etl/types.ts';
import type { BenchContext, Bound, Measure } from '../measure.ts';
import { addPerson, loadDocuments } from '../pipelineRun.ts';
import { interleaved, timed } from '../rounds.ts';
import { daysFrom, documentOf, withTenthChanged } from '../samples.ts';
import { compressDays, forget, freshChunks, plainInsert } from '../storage.ts';

/** The days that stand, and weeks later the chunk that takes the plain inserts. */
const days = { start: '2022-03-07', end: '2022-03-14' };
const window = { start: '2022-03-07', end: '2022-03-13' };
const plainDays = { start: '2022-05-02', end: '2022-05-09' };

interface Kind {
  name: string;
  title: string;
  bound: Bound;
  compressed: boolean;
  changed: boolean;
}

const unchanged = { bound: { min: 1.5 }, changed: false };
const changed = { bound: { min: 0.6 }, changed: true };

export const reingestUnchanged = measureOf({
  ...unchanged,
  name: 'reingest-unchanged',
  title: 're-ingest of unchanged days against a plain insert (speed)',
  compressed: false,
});
export const reingestUnchangedCompressed = measureOf({
  ...unchanged,
  name: 'reingest-unchanged-compressed',
  title: 're-ingest of unchanged days, compressed, against a plain insert (speed)',
  compressed: true,
});
export const reingestChanged = measureOf({
  ...changed,
  name: 'reingest-changed',
  title: 're-ingest with 10 % changed against a plain insert (speed)',
  compressed: false,
});
export const reingestChangedCompressed = measureOf({
  ...changed,
  name: 'reingest-changed-compressed',
  title: 're-ingest with 10 % changed, compressed, against a plain insert (speed)',
  compressed: true,
});

function measureOf(kind: Kind): Measure {
  const { name, title, bound } = kind;
  return { name, title, bound, run: (context) => run(context, kind) };
}

async function run({ database }: BenchContext, { compressed, changed }: Kind) {
  const standing = daysFrom('again', days.start, 7);
  const plain = daysFrom('plain', plainDays.start, 7);
  const before = standing.map(documentOf);
  const after = standing.map((day) => documentOf(withTenthChanged(day, 3)));
  await addPerson(database, 'again');
  await freshChunks(database, days);
  await loadDocuments(database, 'again', before, window);
  const outcome = await interleaved({
    rounds: database.mode === 'server' ? 9 : 3,
    prepare: async () => {
      await freshChunks(database, plainDays);
      // What changed was written to the row store's part: the next round shall find it compressed.
      if (compressed) await compressDays(database, days);
    },
    numerator: {
      what: 'a plain insert a day, no conflict clause, row store',
      time: () => timed(() => insertAll(database.sql, plain)),
    },
    denominator: {
      what: 'the pipeline: transform, load, a transaction a day',
      time: (round) => {
        const documents = changed && round % 2 === 0 ? after : before;
        return timed(() => loadDocuments(database, 'again', documents, window));
      },
    },
    detail: `7 days of 17,280 rows${changed ? ', every tenth row changed' : ''}, in a ${
      compressed ? 'compressed' : 'row-store'
    } chunk.`,
  });
  await forget(database, 'again', days);
  await forget(database, 'plain', plainDays);
  return outcome;
}

async function insertAll(
  sql: BenchContext['database']['sql'],
  plain: readonly HeartRateDay[],
): Promise<void> {
  for (const day of plain) await plainInsert(sql, 'plain', day);
}

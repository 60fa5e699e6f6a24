/** New days through the pipeline against what the database can take in at all. */
import type { HeartRateDay, RawHeartRate } from '#lib/etl/types.ts';
import type { BenchContext, Measure, Outcome } from '../measure.ts';
import { addPerson, loadDocuments } from '../pipelineRun.ts';
import { interleaved, timed } from '../rounds.ts';
import { daysFrom, documentOf } from '../samples.ts';
import { copy, copyBytes, forget, freshChunks, plainInsert } from '../storage.ts';

const days = { start: '2022-01-03', end: '2022-01-17' };
const window = { start: '2022-01-03', end: '2022-01-16' };

export const loadNewDays: Measure = {
  name: 'load-new-days',
  title: 'pipeline load of new days against binary COPY (speed)',
  bound: { min: 0.8 },
  async run(context) {
    const samples = daysFrom('load', days.start, 14);
    const outcome = await compare(context, samples, samples.map(documentOf));
    await forget(context.database, 'load', days);
    return outcome;
  },
};

async function compare(
  { database }: BenchContext,
  samples: readonly HeartRateDay[],
  documents: readonly RawHeartRate[],
): Promise<Outcome> {
  const byCopy = database.mode === 'server';
  const bytes = byCopy ? copyBytes('load-limit', samples) : undefined;
  return await interleaved({
    rounds: byCopy ? 9 : 3,
    prepare: async () => {
      await forget(database, 'load', days);
      await freshChunks(database, days);
      await addPerson(database, 'load-person');
    },
    numerator: {
      what: byCopy ? 'one binary COPY of all the rows' : 'a plain insert a day (no COPY here)',
      time: () =>
        timed(async () => {
          if (bytes) await copy(database.sql, bytes);
          else for (const day of samples) await plainInsert(database.sql, 'load-limit', day);
        }),
    },
    denominator: {
      what: 'the pipeline: transform, load, a transaction a day',
      time: () => timed(() => loadDocuments(database, 'load-person', documents, window)),
    },
    detail: `14 days of 17,280 rows of a new user, into chunks that stand and are empty but for the other side's rows. ${
      byCopy ? 'The bytes of the COPY are made beforehand.' : 'Embedded there is no COPY.'
    }`,
  });
}

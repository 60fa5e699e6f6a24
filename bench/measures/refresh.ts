/** One refresh of all aggregates after a day of ten people against a bare GROUP BY of their rows. */
import { refreshAggregates } from '#db/aggregates/refresh.ts';
import type { Database } from '#db/client.ts';
import { addDays } from '#lib/time/localDate.ts';
import type { Measure } from '../measure.ts';
import { addPerson, loadDocuments } from '../pipelineRun.ts';
import { interleaved, timed } from '../rounds.ts';
import { daysFrom, documentOf } from '../samples.ts';
import { forget } from '../storage.ts';

const people = Array.from({ length: 10 }, (_, index) => `fresh-${index}`);
const first = '2022-07-04';
const days = { start: first, end: '2022-08-08' };

export const refresh: Measure = {
  name: 'refresh',
  title: 'one refresh after a day of 10 users against a bare GROUP BY (time)',
  bound: { max: 2 },
  async run({ database }) {
    await refreshAggregates(database);
    for (const person of people) await addPerson(database, person);
    const rounds = database.mode === 'server' ? 15 : 5;
    const warmUps = 4;
    const samples = people.map((person) => daysFrom(person, first, rounds + warmUps));
    const dayOf = (round: number) => addDays(first, round + warmUps);
    const outcome = await interleaved({
      rounds,
      warmUps,
      prepare: async (round) => {
        for (const [index, person] of people.entries()) {
          const day = samples[index]?.[round + warmUps];
          if (day)
            await loadDocuments(database, person, [documentOf(day)], {
              start: day.date,
              end: day.date,
            });
        }
      },
      numerator: {
        what: 'refreshAggregates: 1m, 15m and 1h, and the backlog',
        time: () => timed(() => refreshAggregates(database)),
      },
      denominator: {
        what: 'GROUP BY user and minute: sum, count, min, max',
        time: (round) => timed(() => groupBy(database, dayOf(round))),
      },
      detail:
        '172,800 new rows in the row store a round. The GROUP BY computes every minute of every user in the database and sends one row: nothing is stored or fetched.',
    });
    await forget(database, 'fresh-', days);
    return outcome;
  },
};

async function groupBy({ sql }: Database, date: string): Promise<void> {
  // OFFSET 0 keeps the planner from dropping the columns that nobody outside asks for.
  await sql.unsafe(
    `select count(minute), max(sum), max(count), min(min), max(max) from (
      select user_id, time_bucket('1 minute', "timestamp") as minute, sum(value), count(value), min(value), max(value)
      from activities_heart_intraday where "timestamp" >= $1::timestamptz and "timestamp" < $2::timestamptz
      group by 1, 2 offset 0) as minutes`,
    [date, addDays(date, 1)],
    { prepare: true },
  );
}

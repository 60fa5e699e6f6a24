/** Stores what a transformer made of one record: its days with their marks, and what it refused. */
import type { LocalDate } from '#lib/time/localDate.ts';
import type { Loaded } from '../loaders/types.ts';
import { addRows, noRows } from '../rowCounts.ts';
import type { Evidence, RowCounts } from '../types.ts';
import type { Run, TakenRecord, Taking } from './taking.ts';

/** @param handedOver called when the database has its work and this process nothing to do. */
export async function storeRecord<Raw, Day>(
  run: Run,
  taking: Taking<Raw, Day>,
  record: TakenRecord<Day>,
  handedOver: () => void,
): Promise<void> {
  const { key, keeper } = taking;
  const { listener } = run.request;
  const { rejected, notes } = record.transformed;
  const began = performance.now();
  const counts = await storeDays(run, taking, record, handedOver);
  const unmarked = unmarkedOf(taking, record);
  if (keeper && unmarked) await keeper.markEmpty(unmarked);
  if (rejected.length > 0) await listener?.rejected?.(key, rejected);
  for (const note of notes) await listener?.log?.('warn', note, { metric: key });
  run.progress.timings.loadMs += performance.now() - began;
  await tellProgress(run, taking, counts);
}

/** Adds to the record's notes what its days have to say. @returns what became of its rows. */
async function storeDays<Raw, Day>(
  run: Run,
  taking: Taking<Raw, Day>,
  { transformed: { days, counts, notes }, evidence }: TakenRecord<Day>,
  handedOver: () => void,
): Promise<RowCounts> {
  const rows = { ...noRows(), ...counts };
  for (const day of days) {
    const date = taking.metric.ledger?.dateOf(day);
    const ofDay = evidence?.date === date ? evidence : undefined;
    const isLast = day === days.at(-1);
    const loaded = await storeDay(
      run,
      taking,
      { day, date, ofDay },
      isLast ? handedOver : () => {},
    );
    taking.keeper?.answered(date);
    addRows(rows, { new: loaded.new, changed: loaded.changed, unchanged: loaded.unchanged });
    // What a whole answer does not hold any more stays, and is said (docs/decisions/webhooks.md).
    const stayed = (loaded.t?.length ?? 0) - (loaded.new + loaded.changed + loaded.unchanged);
    if (ofDay && stayed > 0) notes.push(staysWithout(ofDay.date, stayed));
  }
  return rows;
}

/** Samples and mark in one transaction: neither is ever without the other. */
async function storeDay<Raw, Day>(
  { database, request: { participant } }: Run,
  { metric, keeper }: Taking<Raw, Day>,
  { day, date, ofDay }: { day: Day; date: LocalDate | undefined; ofDay: Evidence | undefined },
  handedOver: () => void,
): Promise<Loaded> {
  return await database.sql.begin(async (transaction) => {
    const loaded = await metric.loader.load(transaction, database, participant, day, handedOver);
    if (keeper && date !== undefined && loaded.t) {
      await keeper.mark(transaction, date, loaded.t, ofDay);
    }
    return loaded;
  });
}

/** The evidence of a day that came back without a sample. */
function unmarkedOf<Raw, Day>(
  { metric }: Taking<Raw, Day>,
  { transformed: { days }, evidence }: TakenRecord<Day>,
): Evidence | undefined {
  const isStored = days.some((day) => metric.ledger?.dateOf(day) === evidence?.date);
  return isStored ? undefined : evidence;
}

async function tellProgress<Raw, Day>(
  { request: { listener }, progress, daysTotal }: Run,
  { key, metric, rows, leads }: Taking<Raw, Day>,
  counts: RowCounts,
): Promise<void> {
  addRows(rows, counts);
  if (metric.samples) addRows(progress.rows, counts);
  else progress.rowsBeside[key] = rows;
  // A file's refused rows come as documents of no day.
  if (leads) progress.daysDone = Math.min(progress.daysDone + 1, daysTotal);
  await listener?.progressed?.({ ...progress });
}

function staysWithout(date: LocalDate, count: number): string {
  return `${date}: ${count === 1 ? '1 sample that is' : `${count} samples that are`} stored did not come again; what is stored stays.`;
}

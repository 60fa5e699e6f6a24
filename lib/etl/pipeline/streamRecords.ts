/** The records of a stretch through all three stages, the next being made while one is stored. */
import { setImmediate as endOfTurn } from 'node:timers/promises';
import type { Metric } from '../registry.ts';
import { storeRecord } from './storeRecord.ts';
import { cancelled, type Run, type TakenRecord, type Taking } from './taking.ts';

/**
 * The next record is extracted and transformed while the database stores the one before: not
 * earlier, as the loader's statements would wait meanwhile, and with them the database.
 */
export async function streamRecords<Raw, Day>(
  run: Run,
  taking: Taking<Raw, Day>,
  raws: AsyncIterable<Raw>,
): Promise<void> {
  let loading: Promise<void> = Promise.resolve();
  try {
    for await (const record of transformed(run, taking.metric, raws)) {
      await loading;
      const handedOver = Promise.withResolvers<void>();
      loading = storeRecord(run, taking, record, handedOver.resolve);
      // Settled here too, so that a failure while the next record is made is not unhandled.
      loading.catch(() => {});
      await Promise.race([handedOver.promise, loading]);
      // What was handed over leaves this process at the end of the turn.
      await endOfTurn();
    }
  } finally {
    await loading;
  }
}

async function* transformed<Raw, Day>(
  { request: { bounds, signal }, progress: { timings } }: Run,
  metric: Metric<Raw, Day>,
  raws: AsyncIterable<Raw>,
): AsyncGenerator<TakenRecord<Day>> {
  const context = { timeZone: bounds.timeZone, now: bounds.now };
  let mark = performance.now();
  for await (const raw of raws) {
    if (signal.aborted) throw cancelled();
    const extracted = performance.now();
    const made = metric.transformer(raw, context);
    const done = performance.now();
    timings.extractMs += extracted - mark;
    timings.transformMs += done - extracted;
    yield { transformed: made, evidence: metric.ledger?.evidenceOf(raw) };
    mark = performance.now();
  }
  if (signal.aborted) throw cancelled();
}

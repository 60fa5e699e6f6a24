/** The stretches of days one after the other, and what becomes of them where the source fails. */
import { HeartlineError, messageOf } from '#lib/errors.ts';
import type { LocalDate } from '#lib/time/localDate.ts';
import {
  daysOf,
  isSourceFailure,
  SourceFailures,
  unansweredOf,
  withoutFirst,
} from '../coverage/failures.ts';
import type { LedgerKeeper } from '../coverage/keeper.ts';
import type { DayWindow } from '../window.ts';
import { streamRecords } from './streamRecords.ts';
import type { Run, Taking } from './taking.ts';

/** @returns what the source failed at, where it went on after it; else it throws. */
export async function takeStretches<Raw, Day>(
  run: Run,
  taking: Taking<Raw, Day>,
  stretches: readonly DayWindow[],
): Promise<SourceFailures | undefined> {
  const failures = new SourceFailures();
  for (const [index, stretch] of stretches.entries()) {
    const later = stretches.slice(index + 1);
    let rest: DayWindow | undefined = stretch;
    while (rest) rest = await takeStretch(run, taking, rest, { failures, later });
  }
  return failures.any ? failures : undefined;
}

/**
 * @param later what would be taken after it.
 * @returns what is left of it behind a day that the source failed at, if the run goes on with it.
 */
async function takeStretch<Raw, Day>(
  run: Run,
  taking: Taking<Raw, Day>,
  asked: DayWindow,
  { failures, later }: { failures: SourceFailures; later: readonly DayWindow[] },
): Promise<DayWindow | undefined> {
  const { key, keeper } = taking;
  try {
    await streamRecords(run, taking, taking.extract(asked));
    return undefined;
  } catch (error) {
    if (!keeper || !isToBeTriedAgain(run, error)) throw error;
    const missing = unansweredOf(asked, keeper.lastMarked);
    if (!isSourceFailure(error) || !keeper.byDay || !failures.mayGoOn(missing)) {
      await noteFailed(run, keeper, [missing, ...later].flatMap(daysOf), error);
      throw error;
    }
    await noteFailed(run, keeper, [missing.start], error);
    failures.add(missing.start, error);
    const { listener } = run.request;
    await listener?.log?.('warn', `${missing.start}: ${messageOf(error)}`, { metric: key });
    return withoutFirst(missing);
  }
}

/** Where even that fails, what went wrong first is what is told. */
async function noteFailed(
  { request }: Run,
  keeper: LedgerKeeper,
  dates: readonly LocalDate[],
  error: unknown,
): Promise<void> {
  await keeper
    .fail(dates, error)
    .catch((later: unknown) =>
      request.listener?.log?.('warn', `The ledger has no note of it: ${messageOf(later)}`),
    );
}

/** What only the person can mend, and what somebody stopped, is not the ledger's to try again. */
function isToBeTriedAgain({ request: { signal, source } }: Run, error: unknown): boolean {
  if (signal.aborted || !source.scheduled) return false;
  return !(error instanceof HeartlineError) || error.code === 'SOURCE_FAILED';
}

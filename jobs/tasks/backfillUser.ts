/** One stretch of the years before a connection, the newest first; then the next one behind other work. */
import { beginBackfill, findBackfill, markBackfilled } from '#lib/connections/backfillStore.ts';
import { HeartlineError, messageOf } from '#lib/errors.ts';
import { participantById, type RegisteredParticipant } from '#lib/etl/participants.ts';
import { performRun } from '#lib/etl/recordedRun.ts';
import { createRun } from '#lib/etl/runs.ts';
import { firstDayOf } from '#lib/etl/sources/google-health/source.ts';
import { addDays, daysBetween, type LocalDate } from '#lib/time/localDate.ts';
import { localDateOf } from '#lib/time/timeZone.ts';
import { payloads } from '../contracts.ts';
import { requestBackfill } from '../enqueue.ts';
import { askForRefresh } from './afterLoading.ts';
import type { Attempt, TaskContext } from './context.ts';
import { authorisations, final, noteEnded } from './ingestUser.ts';

/** Days of one run: short enough that the day's own work never waits long. */
const stretchDays = 14;

export async function backfillUser(
  payload: unknown,
  attempt: Attempt,
  context: TaskContext,
): Promise<void> {
  const key = payloads.backfill_user.parse(payload);
  const began = Date.now();
  const signal = AbortSignal.any([attempt.signal, context.stopping]);
  try {
    const participant = await participantById(context.database, key.userId, key.source);
    const stretch = await nextStretch(participant, signal, context);
    if (!stretch) return;
    await readStretch(participant, stretch, signal, context);
    const finished = stretch.start <= stretch.first;
    await markBackfilled(context.database, key, stretch.start, finished);
    if (!finished) await requestBackfill(key, context.database);
  } catch (error) {
    if (!(error instanceof HeartlineError) || !final.has(error.code)) throw error;
    // Only a person can set it going again: connecting again takes it up where it stopped.
    await noteEnded(error, key, began, context);
    context.log.warn({ user: key.userId }, `the earlier years wait: ${messageOf(error)}`);
  } finally {
    await askForRefresh(context);
  }
}

interface Stretch {
  start: LocalDate;
  end: LocalDate;
  /** First local day that has a sample: there the backfill ends. */
  first: LocalDate;
}

async function nextStretch(
  { id: userId, source, timeZone }: RegisteredParticipant,
  signal: AbortSignal,
  context: TaskContext,
): Promise<Stretch | undefined> {
  const key = { userId, source };
  const progress = await findBackfill(context.database, key);
  if (!progress || progress.finished) return undefined;
  if (progress.first !== null && progress.before !== null) {
    return stretchBefore(progress.before, progress.first);
  }
  const authorisation = authorisations(context)({ id: userId, source });
  const today = localDateOf(Date.now(), timeZone);
  const first = await firstDayOf({ authorisation, signal }, timeZone, today);
  if (first === undefined) {
    await markBackfilled(context.database, key, null, true);
    return undefined;
  }
  const before = addDays(today, 1);
  await beginBackfill(context.database, key, { first, before, days: daysBetween(first, before) });
  return stretchBefore(before, first);
}

function stretchBefore(before: LocalDate, first: LocalDate): Stretch {
  const start = addDays(before, -stretchDays);
  return { start: start > first ? start : first, end: addDays(before, -1), first };
}

async function readStretch(
  participant: RegisteredParticipant,
  { start, end }: Stretch,
  signal: AbortSignal,
  context: TaskContext,
): Promise<void> {
  const run = await createRun(context.database, {
    userId: participant.id,
    source: participant.source,
    trigger: 'backfill',
    start,
    end,
    full: false,
  });
  await performRun(context.database, run, {
    workerId: context.workerId,
    log: context.log,
    signal,
    lookBackDays: context.env.lookBackDays,
    startDate: undefined,
    endDate: undefined,
    authorisation: authorisations(context),
  });
}

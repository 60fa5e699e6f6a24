/** One stretch of the years before a connection, the newest first; then the next one behind other work. */
import {
  type BackfillProgress,
  beginBackfill,
  findBackfill,
  markBackfilled,
} from '#lib/connections/backfillStore.ts';
import { HeartlineError, messageOf } from '#lib/errors.ts';
import { newestUnread } from '#lib/etl/coverage/unreadDays.ts';
import { participantById, type RegisteredParticipant } from '#lib/etl/participants.ts';
import { performRun } from '#lib/etl/recordedRun.ts';
import { createRun } from '#lib/etl/runs.ts';
import { firstDayOf } from '#lib/etl/sources/google-health/source.ts';
import type { DayWindow } from '#lib/etl/window.ts';
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

interface Stretch extends DayWindow {
  /** First local day that has a sample: there the backfill ends. */
  first: LocalDate;
  /** ms UTC. */
  connectedAt: number;
}

async function nextStretch(
  participant: RegisteredParticipant,
  signal: AbortSignal,
  context: TaskContext,
): Promise<Stretch | undefined> {
  const key = { userId: participant.id, source: participant.source };
  const progress = await findBackfill(context.database, key);
  if (!progress || progress.finished) return undefined;
  const { connectedAt } = progress;
  const span = await spanToRead(participant, progress, signal, context);
  const unread =
    span &&
    (await newestUnread(context.database.sql, {
      ...key,
      ...span,
      connectedAt,
      longest: stretchDays,
    }));
  if (unread) return { ...unread, first: span.first, connectedAt };
  await markBackfilled(context.database, key, span?.first ?? null, true);
  return undefined;
}

/** @returns undefined where the account has no sample. */
async function spanToRead(
  { id: userId, source, timeZone }: RegisteredParticipant,
  progress: BackfillProgress,
  signal: AbortSignal,
  context: TaskContext,
): Promise<{ first: LocalDate; before: LocalDate } | undefined> {
  const { first: known, before: reached } = progress;
  if (known !== null && reached !== null) return { first: known, before: reached };
  const authorisation = authorisations(context)({ id: userId, source });
  const today = localDateOf(Date.now(), timeZone);
  const first = known ?? (await firstDayOf({ authorisation, signal }, timeZone, today));
  if (first === undefined) return undefined;
  const before = addDays(today, 1);
  const days = daysBetween(first, before);
  await beginBackfill(context.database, { userId, source }, { first, before, days });
  return { first, before };
}

async function readStretch(
  participant: RegisteredParticipant,
  { start, end, connectedAt }: Stretch,
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
  const asked = { ...run, unsettled: true, unreadSince: connectedAt };
  await performRun(context.database, asked, {
    workerId: context.workerId,
    log: context.log,
    signal,
    lookBackDays: context.env.lookBackDays,
    startDate: undefined,
    endDate: undefined,
    authorisation: authorisations(context),
  });
}

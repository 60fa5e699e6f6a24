/** One run of the pipeline with its record: progress, log and refused rows as they come. */
import type { Database } from '#db/client.ts';
import type { Authorisation } from '#lib/authorisation.ts';
import { type ErrorCode, HeartlineError, messageOf } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import { addDays, type LocalDate } from '#lib/time/localDate.ts';
import { localDateOf } from '#lib/time/timeZone.ts';
import { heedCancellation, runCancelled } from './cancellation.ts';
import { participantById, type RegisteredParticipant } from './participants.ts';
import type { PipelineListener, Progress } from './pipeline/request.ts';
import { type PipelineSummary, runPipeline } from './pipeline.ts';
import { sourceByKey } from './registry.ts';
import { sentence } from './rowCounts.ts';
import {
  markFinished,
  markProgress,
  markStarted,
  markWindow,
  type RecordedRun,
  writeLog,
  writeRejected,
} from './runs.ts';
import type { Participant, Source } from './types.ts';

export interface RunSettings {
  workerId: string;
  log: Log;
  signal: AbortSignal;
  /** Days re-read before the watermark. */
  lookBackDays: number;
  /** First day for users who have none of their own; default 90 days before today. */
  startDate: LocalDate | undefined;
  endDate: LocalDate | undefined;
  /** ms UTC; the present moment unless a test says otherwise. */
  now?: number;
  /** Instead of what the registry has for the run's source, for files given by hand. */
  source?: Source;
  /** What a source is given to ask its vendor with. */
  authorisation?: ((participant: Participant) => Authorisation) | undefined;
  /** Besides the record, for a terminal. */
  onProgress?: (progress: Progress & { daysTotal: number; startedMs: number }) => void;
}

const defaultHistoryDays = 90;
/** How often progress is written, ms. */
const progressEvery = 500;

/**
 * Runs what `run` asks for and keeps its record. A refused record is a result; only what keeps the
 * run from going on throws.
 * @throws what stopped the run, after it was recorded as failed, cancelled (RUN_CANCELLED) or
 * interrupted.
 */
export async function performRun(
  database: Database,
  run: RecordedRun,
  settings: RunSettings,
): Promise<PipelineSummary> {
  const cancellation = heedCancellation(database, run.id);
  const signal = AbortSignal.any([settings.signal, cancellation.signal]);
  const keeper = new RunKeeper(database, run, { ...settings, signal });
  try {
    return await keeper.perform();
  } catch (error) {
    const why = cancellation.signal.aborted ? cancellation.signal.reason : error;
    await keeper.failed(why);
    throw why;
  } finally {
    cancellation.stop();
  }
}

/** Ends that are no failures, by what was thrown. */
const stoppedAs: Partial<Record<ErrorCode, 'cancelled' | 'interrupted'>> = {
  RUN_CANCELLED: 'cancelled',
  CANCELLED: 'interrupted',
};

class RunKeeper {
  readonly #database: Database;
  readonly #run: RecordedRun;
  readonly #settings: RunSettings;
  readonly #log: Log;
  readonly #startedMs = performance.now();
  #progress: Progress | undefined;
  #writtenMs = 0;
  #daysTotal = 0;

  constructor(database: Database, run: RecordedRun, settings: RunSettings) {
    this.#database = database;
    this.#run = run;
    this.#settings = settings;
    this.#log = settings.log.child({ run: run.id, user: run.userId });
  }

  async perform(): Promise<PipelineSummary> {
    const { signal, workerId, lookBackDays, endDate } = this.#settings;
    if (!(await markStarted(this.#database, this.#run.id, workerId))) throw runCancelled();
    const participant = await participantById(this.#database, this.#run.userId, this.#run.source);
    const now = this.#settings.now ?? Date.now();
    const summary = await runPipeline(this.#database, {
      start: this.#run.start,
      end: this.#run.end,
      full: this.#run.full,
      unreadSince: this.#run.unreadSince,
      unsettled: this.#run.unsettled,
      // What is given by hand is stored or refused, never passed over.
      exact: this.#settings.source !== undefined,
      participant,
      source: this.#settings.source ?? sourceByKey(participant.source),
      bounds: {
        timeZone: participant.timeZone,
        now,
        firstDay: this.#firstDay(participant, now),
        lastDay: earliest(endDate, participant.withdrawnOn),
        lookBackDays,
      },
      signal,
      authorisation: this.#settings.authorisation?.(participant),
      listener: this.#listener(),
    });
    await this.#say(
      'info',
      `finished in ${(summary.durationMs / 1000).toFixed(1)} s: ${sentence(summary.rows)}`,
    );
    await markFinished(this.#database, this.#run.id, 'succeeded', { progress: this.#progress });
    return summary;
  }

  async failed(error: unknown): Promise<void> {
    const message = messageOf(error);
    const code = error instanceof HeartlineError ? error.code : undefined;
    const status = (code && stoppedAs[code]) ?? 'failed';
    try {
      await this.#say(status === 'failed' ? 'error' : 'warn', message, code && { code });
      await markFinished(this.#database, this.#run.id, status, {
        progress: this.#progress,
        error: message,
      });
    } catch (later) {
      // The database itself may be what failed; the next start finds the run and calls it interrupted.
      this.#log.error({ error: messageOf(later) }, 'the failure could not be recorded');
    }
  }

  #firstDay(participant: RegisteredParticipant, now: number): LocalDate {
    const { enrolledOn, startDate } = participant;
    const configured = enrolledOn ?? startDate ?? this.#settings.startDate;
    return configured ?? addDays(localDateOf(now, participant.timeZone), 1 - defaultHistoryDays);
  }

  #listener(): PipelineListener {
    return {
      started: async (total) => {
        this.#daysTotal = total.days;
        await markWindow(this.#database, this.#run.id, total);
        const window = total.window
          ? `${total.window.start} to ${total.window.end}`
          : 'nothing to take';
        await this.#say('info', `started: ${window}`, {
          days: total.days,
          attempt: this.#run.attempt,
        });
      },
      progressed: (progress) => this.#progressed(progress),
      rejected: (metric, records) => writeRejected(this.#database, this.#run, metric, records),
      log: (level, message, context) => this.#say(level, message, context),
    };
  }

  async #progressed(progress: Progress): Promise<void> {
    this.#progress = progress;
    this.#settings.onProgress?.({
      ...progress,
      daysTotal: this.#daysTotal,
      startedMs: this.#startedMs,
    });
    const now = performance.now();
    if (now - this.#writtenMs < progressEvery) return;
    this.#writtenMs = now;
    await markProgress(this.#database, this.#run.id, progress);
  }

  async #say(
    level: 'debug' | 'info' | 'warn' | 'error',
    message: string,
    context: Record<string, unknown> = {},
  ): Promise<void> {
    this.#log[level](context, message);
    await writeLog(this.#database, this.#run.id, level, message, context);
  }
}

/** Nothing is read of a person who has withdrawn, whoever asks. */
function earliest(a: LocalDate | undefined, b: LocalDate | null): LocalDate | undefined {
  if (a === undefined || b === null) return a ?? b ?? undefined;
  return a < b ? a : b;
}

/** Task name → payload: shared by whoever enqueues and by the task. */
import { z } from 'zod';

/** What graphile-worker adds to a job that the crontab made. */
const cron = z.object({ ts: z.string(), backfilled: z.boolean().optional() }).optional();

export const payloads = {
  /** One run of one user; `runId` is its row in `ingestion_runs`, of the first attempt. */
  ingest_user: z.object({ runId: z.int().positive() }),
  /** A run for every source of every user that has news on a schedule. */
  ingest_all: z.object({ trigger: z.enum(['schedule', 'start']).default('schedule'), _cron: cron }),
  /** A run for each hole of the coverage ledger whose next attempt is due. */
  ingest_due: z.object({ _cron: cron }),
  /** Brings the aggregates up to what is stored. */
  refresh_aggregates: z.object({ _cron: cron }),
  /** The next stretch of the years before a user's connection. */
  backfill_user: z.object({ userId: z.string(), source: z.string() }),
  /** Another order of a user's sources, or one withdrawn; `changeId` is its row in `source_changes`. */
  change_sources: z.object({ changeId: z.int().positive() }),
  /** Runs of the days that the vendor says have changed. */
  read_notified: z.object({ userId: z.string(), source: z.string() }),
  /** Reads a file of an import through, to say what is in it. */
  check_import_file: z.object({ fileId: z.int().positive() }),
  /** Loads the files of an import, a run a person. */
  import_files: z.object({ importId: z.int().positive() }),
  /** Removes what uploads left behind. */
  clean_uploads: z.object({ _cron: cron }),
  /** Moves old chunks into the columnstore. */
  compress_chunks: z.object({ _cron: cron }),
} as const;

export type TaskName = keyof typeof payloads;
export type Payload<T extends TaskName> = z.infer<(typeof payloads)[T]>;

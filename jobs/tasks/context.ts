import type { Database } from '#db/client.ts';
import type { Env } from '#lib/env.ts';
import type { Log } from '#lib/log.ts';

/** What every task is given besides its payload. */
export interface TaskContext {
  database: Database;
  env: Pick<Env, 'lookBackDays' | 'startDate' | 'endDate' | 'google' | 'dataDir'>;
  log: Log;
  /** This worker's row in `workers`. */
  workerId: string;
  /** Aborts when the worker is asked to stop. */
  stopping: AbortSignal;
}

export interface Attempt {
  /** 1 for the first. */
  number: number;
  /** Aborts when the queue takes the job away. */
  signal: AbortSignal;
}

/** The server's end of the thread in which the database runs. */

import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { HeartlineError } from '#lib/errors.ts';
import { joinForTransfer } from './framing.ts';

const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open') }),
  z.object({ kind: z.literal('unusable'), message: z.string() }),
  z.object({ kind: z.literal('done'), parts: z.array(z.instanceof(Uint8Array)) }),
  z.object({ kind: z.literal('crashed'), message: z.string() }),
]);

export type EngineAnswer = z.infer<typeof answerSchema>;

interface Waiting {
  resolve(parts: Uint8Array[]): void;
  reject(error: Error): void;
}

/** One command at a time: the scheduler sees to that. */
export class Engine {
  /** Resolves with a sentence when the database has died; stays pending otherwise. */
  readonly crashed: Promise<string>;
  readonly #worker: Worker;
  #waiting: Waiting | undefined;
  #cause: string | undefined;

  private constructor(worker: Worker) {
    this.#worker = worker;
    this.crashed = new Promise((resolve) => {
      const die = (message: string): void => {
        this.#waiting?.reject(
          new HeartlineError('DATABASE_AWAY', `The embedded database has died: ${message}`),
        );
        this.#waiting = undefined;
        resolve(message);
      };
      worker.on('message', (message) => {
        const answer = answerSchema.parse(message);
        if (answer.kind === 'crashed' || answer.kind === 'unusable') die(answer.message);
        else this.#settle(answer.kind === 'done' ? answer.parts : []);
      });
      worker.on('error', (error) => die(error.message));
      worker.on('exit', (code) => die(`its thread ended with code ${code}`));
    });
  }

  /**
   * Opens the database in `folder`, creating it when there is none.
   * @throws HeartlineError DATABASE_AWAY with PGlite's reason when it cannot be opened.
   */
  static async open(folder: string): Promise<Engine> {
    const worker = new Worker(new URL('./engine-worker.ts', import.meta.url), {
      workerData: { folder },
      execArgv: [],
    });
    const engine = new Engine(worker);
    await engine.#answered();
    return engine;
  }

  /** Runs messages of the protocol, part by part, and gives back the answer to each part. */
  run(parts: readonly Uint8Array[][]): Promise<Uint8Array[]> {
    const joined = parts.map(joinForTransfer);
    const answered = this.#answered();
    this.#worker.postMessage(
      { kind: 'run', parts: joined },
      joined.map(({ buffer }) => buffer),
    );
    return answered;
  }

  /** Ends the session and the thread. A statement that still runs is cut off after `timeoutMs`. */
  async close(timeoutMs: number): Promise<void> {
    if (this.#cause !== undefined) return;
    const exited = new Promise((resolve) => this.#worker.once('exit', resolve));
    const impatience = setTimeout(() => void this.#worker.terminate(), timeoutMs);
    if (this.#waiting === undefined) this.#worker.postMessage({ kind: 'close' });
    else void this.#worker.terminate();
    await exited;
    clearTimeout(impatience);
  }

  #answered(): Promise<Uint8Array[]> {
    if (this.#cause !== undefined) return Promise.reject(died(this.#cause));
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  #settle(parts: Uint8Array[]): void {
    this.#waiting?.resolve(parts);
    this.#waiting = undefined;
  }
}

function died(cause: string): HeartlineError {
  return new HeartlineError(
    'DATABASE_AWAY',
    `The embedded database is away (${cause}). Start it again: what it had acknowledged is kept.`,
  );
}

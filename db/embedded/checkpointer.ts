/**
 * Postgres inside WebAssembly has no background process that writes checkpoints. Without a recent
 * one a start after kill -9 replays everything since the last: 29 s instead of 1.8 s. So while
 * clients write, a checkpoint is put between their turns.
 */

import type { Engine } from './engine.ts';
import { simpleQuery, textRows } from './messages.ts';
import type { Schedulable, Scheduler } from './scheduler.ts';

const everyMs = 5_000;
/** Write-ahead log that may be left for a restart to replay. */
const mostBytes = 64 * 1024 * 1024;

export class Checkpointer implements Schedulable {
  readonly #engine: Engine;
  readonly #timer: NodeJS.Timeout;
  #due = false;
  #position = '0/0';

  constructor(engine: Engine, scheduler: Scheduler) {
    this.#engine = engine;
    this.#timer = setInterval(() => {
      this.#due = true;
      scheduler.wake(this);
    }, everyMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  hasWork(): boolean {
    return this.#due;
  }

  /** Checkpoints when enough has been written since the last one. */
  async serve(): Promise<boolean> {
    this.#due = false;
    try {
      const { bytes, position } = await this.#written();
      if (this.#position === '0/0') this.#position = position;
      else if (bytes > mostBytes) {
        await this.#engine.run([[simpleQuery('CHECKPOINT')]]);
        this.#position = position;
      }
    } catch {
      // The engine has died; the server is being told by the engine itself.
    }
    return false;
  }

  heldTooLong(): void {
    // Never holds the session.
  }

  async #written(): Promise<{ bytes: number; position: string }> {
    const [response = new Uint8Array()] = await this.#engine.run([
      [
        simpleQuery(
          `SELECT pg_current_wal_insert_lsn(), pg_current_wal_insert_lsn() - '${this.#position}'::pg_lsn`,
        ),
      ],
    ]);
    const [row] = textRows(response);
    return { position: row?.[0] ?? '0/0', bytes: Number(row?.[1] ?? 0) };
  }
}

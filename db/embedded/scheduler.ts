/**
 * Who is served by the one database session. Clients with waiting work take turns, one batch a
 * turn; a client that leaves a turn in a transaction keeps the session until the transaction ends.
 * One statement occupies the session until it is done: others wait as long as it takes.
 */

export interface Schedulable {
  hasWork(): boolean;
  /** Does the next piece of work. @returns whether the session must stay with this client. */
  serve(): Promise<boolean>;
  /** Called when it held the session for too long without any work for it. */
  heldTooLong(): void;
}

export class Scheduler {
  readonly #idleLimitMs: number;
  /** In the order of their turns. */
  #waiting = new Set<Schedulable>();
  #holder: Schedulable | undefined;
  #running: Promise<void> | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  #stopped = false;

  /** @param idleLimitMs how long an idle client may hold the session. */
  constructor(idleLimitMs: number) {
    this.#idleLimitMs = idleLimitMs;
  }

  /** Tells the scheduler that the client has work. */
  wake(client: Schedulable): void {
    this.#waiting.add(client);
    this.#next();
  }

  holds(client: Schedulable): boolean {
    return this.#holder === client;
  }

  /** Starts no more work; resolves when what is running has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#idleTimer);
    await this.#running;
  }

  #next(): void {
    if (this.#running !== undefined || this.#stopped) return;
    const client = this.#pick();
    if (client === undefined) return;
    clearTimeout(this.#idleTimer);
    this.#waiting.delete(client);
    this.#running = this.#serve(client);
  }

  #pick(): Schedulable | undefined {
    if (this.#holder !== undefined) return this.#holder.hasWork() ? this.#holder : undefined;
    for (const client of this.#waiting) {
      if (client.hasWork()) return client;
      this.#waiting.delete(client);
    }
    return undefined;
  }

  async #serve(client: Schedulable): Promise<void> {
    const held = await client.serve();
    this.#running = undefined;
    this.#holder = held ? client : undefined;
    if (client.hasWork()) this.#waiting.add(client);
    else if (held) this.#watchIdle(client);
    this.#next();
  }

  #watchIdle(client: Schedulable): void {
    this.#idleTimer = setTimeout(() => client.heldTooLong(), this.#idleLimitMs);
    this.#idleTimer.unref();
  }
}

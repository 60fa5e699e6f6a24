/**
 * The prepared statements of one client. All clients share one database session, so a client's
 * names, the unnamed statement among them, are mapped to names no other client uses.
 *
 * Portals keep their names: they end with their transaction, and while a transaction is open only
 * its client is served, so two clients' portals never meet (`DECLARE … WITH HOLD` aside).
 */
export class StatementNames {
  readonly #prefix: string;
  #shared = new Map<string, string>();
  #discarded: string[] = [];
  #counter = 0;

  /** @param client a number no other client of this server has had. */
  constructor(client: number) {
    this.#prefix = `client_${client}_statement_`;
  }

  /** The shared name to prepare `name` under. */
  define(name: string): string {
    const known = this.#shared.get(name);
    if (known !== undefined) return known;
    this.#counter += 1;
    const shared = `${this.#prefix}${this.#counter}`;
    this.#shared.set(name, shared);
    return shared;
  }

  /**
   * The shared name of `name`. One that was never prepared stays as it is: the database knows
   * none of that name, and its error names what the client asked for.
   */
  resolve(name: string): string {
    return this.#shared.get(name) ?? (name === '' ? `${this.#prefix}0` : name);
  }

  /** Forgets a name; the shared one is closed with the next `takeDiscarded`. */
  discard(name: string): void {
    const shared = this.#shared.get(name);
    if (shared !== undefined) this.#discarded.push(shared);
    this.#shared.delete(name);
  }

  /** Forgets all names, as DEALLOCATE ALL does. */
  discardAll(): void {
    this.#discarded.push(...this.#shared.values());
    this.#shared.clear();
  }

  /** The shared names that are to be closed in the database; each is given out once. */
  takeDiscarded(): string[] {
    const discarded = this.#discarded;
    this.#discarded = [];
    return discarded;
  }

  /** The client's own name instead of the shared one, in a text the client will read. */
  translate(text: string): string {
    if (!text.includes(this.#prefix)) return text;
    // Longest first, so that statement_1 does not eat the front of statement_12.
    const pairs = [...this.#shared].sort(([, a], [, b]) => b.length - a.length);
    return pairs.reduce((result, [own, shared]) => result.replaceAll(shared, own), text);
  }
}

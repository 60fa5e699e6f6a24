/** Keeps the ledger of one run: what was known, what each answer proves, and what could not be read. */
import type { Database, TransactionSql } from '#db/client.ts';
import { HeartlineError, messageOf } from '#lib/errors.ts';
import type { LocalDate } from '#lib/time/localDate.ts';
import { localDay } from '#lib/time/timeZone.ts';
import type { Evidence, Participant } from '../types.ts';
import { type Ledger, markDay, markFailed, readLedger, standingTimes } from './ledger.ts';

export class LedgerKeeper {
  readonly ledger: Ledger;
  readonly #database: Database;
  readonly #participant: Participant;
  readonly #now: number;
  readonly #timeZone: string;
  #syncedUntil: number | undefined;
  #lastMarked: LocalDate | undefined;
  #byDay: boolean;

  static async open(
    database: Database,
    participant: Participant,
    { now, timeZone }: { now: number; timeZone: string },
  ): Promise<LedgerKeeper> {
    const ledger = await readLedger(database.sql, participant);
    return new LedgerKeeper(database, participant, ledger, now, timeZone);
  }

  private constructor(
    database: Database,
    participant: Participant,
    ledger: Ledger,
    now: number,
    timeZone: string,
  ) {
    this.ledger = ledger;
    this.#database = database;
    this.#participant = participant;
    this.#now = now;
    this.#timeZone = timeZone;
    this.#syncedUntil = ledger.syncedUntil;
    this.#byDay = ledger.hasEvidence;
  }

  /** The last day that was marked as answered by this run. */
  get lastMarked(): LocalDate | undefined {
    return this.#lastMarked;
  }

  /** Whether the source answers day by day, so that the one it failed at is known. */
  get byDay(): boolean {
    return this.#byDay;
  }

  /** In the transaction that stores the day. @param t all that is stored of it, ms UTC, ascending. */
  async mark(
    transaction: TransactionSql,
    date: LocalDate,
    t: ArrayLike<number>,
    evidence: Evidence | undefined,
  ): Promise<void> {
    const { startMs, endMs } = localDay(date, this.#timeZone);
    this.#hear(evidence);
    await markDay(transaction, this.#participant, {
      date,
      startMs,
      endMs,
      t,
      now: this.#now,
      answered: evidence !== undefined,
      pages: evidence?.pages,
      notWorn: evidence?.notWorn,
      // A device that has synced does not take it back: an older word still holds.
      syncedUntil: evidence && this.#syncedUntil,
    });
  }

  /** To be called when the day's transaction has ended well. */
  answered(date: LocalDate | undefined): void {
    if (date !== undefined) this.#lastMarked = date;
  }

  /** A day that came back without a sample: what stands of it stays. */
  async markEmpty(evidence: Evidence): Promise<void> {
    const day = localDay(evidence.date, this.#timeZone);
    await this.#database.sql.begin(async (transaction) => {
      const t = await standingTimes(transaction, this.#participant, day);
      await this.mark(transaction, evidence.date, t, evidence);
    });
    this.answered(evidence.date);
  }

  /** Days that could not be read are tried again later; nothing is said of days that were. */
  async fail(dates: readonly LocalDate[], error: unknown): Promise<void> {
    const code = error instanceof HeartlineError ? error.code : 'INTERNAL';
    const failure = { code, message: messageOf(error) } as const;
    await markFailed(this.#database.sql, this.#participant, dates, failure, this.#now);
  }

  #hear(evidence: Evidence | undefined): void {
    if (!evidence) return;
    this.#byDay = true;
    const { syncedUntil } = evidence;
    if (syncedUntil === undefined) return;
    this.#syncedUntil = Math.max(syncedUntil, this.#syncedUntil ?? syncedUntil);
  }
}

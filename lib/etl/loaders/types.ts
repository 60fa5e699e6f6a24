import type { Database, TransactionSql } from '#db/client.ts';
import type { Participant } from '../types.ts';

export interface LoadCounts {
  new: number;
  changed: number;
  unchanged: number;
}

export interface Loaded extends LoadCounts {
  /** Instants that are stored of the day afterwards, of the source that was read, ms UTC, ascending. */
  t?: ArrayLike<number>;
}

/**
 * Stores days of one metric. `load` runs inside the day's transaction, leaves alone what stands,
 * updates what changed and adds what is new, so that running it twice changes nothing.
 */
export interface Loader<Day> {
  /** The last instant stored for the user, ms UTC; undefined where nothing is. */
  watermark(database: Database, participant: Participant): Promise<number | undefined>;
  /**
   * @param handedOver to be called, once at most, when the database has its work and this process
   * nothing to do: the next record is then made meanwhile. Not called, it is made after the load.
   */
  load(
    transaction: TransactionSql,
    database: Database,
    participant: Participant,
    day: Day,
    handedOver: () => void,
  ): Promise<Loaded>;
}

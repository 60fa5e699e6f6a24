/** Local days of a user as buckets, for the questions about many days. */
import { addDays, type LocalDate } from '#lib/time/dateArithmetic.ts';
import { localDay } from '#lib/time/timeZone.ts';
import { database } from '../client.ts';
import { type Stretch, staleStretchesSql } from './backlog.ts';
import { getUser } from './getUsers.ts';

export interface AnalysedDays {
  userId: string;
  /** Local days, both included. */
  start: LocalDate;
  end: LocalDate;
}

export interface AnalysedWindow {
  userId: string;
  timeZone: string;
  /** In order; one statement asks for one of them. */
  pieces: Stretch[];
  /** Where the aggregates are behind. */
  stale: Stretch[];
}

/** So many days at once: the embedded database serves nobody else meanwhile. */
const pieceDays = 732;

/** @throws {HeartlineError} USER_NOT_FOUND. */
export async function analysedWindow({
  userId,
  start,
  end,
}: AnalysedDays): Promise<AnalysedWindow> {
  const { timeZone } = await getUser(userId);
  const [owner] = await database().sql.unsafe<{ stale: [number, number][] | null }[]>(
    `select ${staleStretchesSql} as stale from users where id = $1`,
    [userId],
    { prepare: true },
  );
  const stale = (owner?.stale ?? []).map(([startMs, endMs]) => ({ startMs, endMs }));
  const pieces = piecesOf(start, end).map((piece) => ({
    startMs: localDay(piece.start, timeZone).startMs,
    endMs: localDay(piece.end, timeZone).endMs,
  }));
  return { userId, timeZone, pieces, stale };
}

function piecesOf(start: LocalDate, end: LocalDate): { start: LocalDate; end: LocalDate }[] {
  const pieces = [];
  for (let from = start; from <= end; from = addDays(from, pieceDays)) {
    const last = addDays(from, pieceDays - 1);
    pieces.push({ start: from, end: last < end ? last : end });
  }
  return pieces;
}

/** Columns one after the other. concat copies years at once, where flatMap takes longer than asking. */
export function together(columns: readonly number[][]): number[] {
  const none: number[] = [];
  return none.concat(...columns);
}

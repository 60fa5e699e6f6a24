/** The documents that are made of what the spool holds: one a person and calendar date. */
import { readUsTime } from '#lib/time/writtenTime.ts';
import { recordText } from '../recordText.ts';
import type {
  OverruledFigure,
  RawHeartRate,
  RawHeartRateSummary,
  RawReading,
  RejectedRecord,
} from '../types.ts';
import { unreadable } from './failures.ts';
import type { Spool } from './spool.ts';
import { RowCursor, refusedKey, type SpoolNotation } from './spooledRows.ts';

/** Readings of one person and date beyond which a file is no recording: ten a second, all day. */
const maxReadingsOfDate = 864_000;

/** The files of an import: their names for people, and those that are left out as damaged. */
export interface Origins {
  names: readonly string[];
  discarded: ReadonlySet<number>;
}

/**
 * An owner's documents: one a calendar date, ascending. Refused rows without a date come first, in
 * documents without readings.
 * @throws {HeartlineError} FILE_UNREADABLE where one date holds more than `maxReadingsOfDate` rows.
 */
export async function* documentsOf(
  spool: Spool,
  owner: string,
  origins: Origins,
): AsyncGenerator<RawHeartRate> {
  let date = new DateRows(refusedKey, origins);
  for await (const { key, bytes } of spool.read(owner)) {
    if (key === refusedKey) {
      yield* refusedDocument(bytes, origins);
      continue;
    }
    if (key !== date.key) {
      yield* date.document();
      date = new DateRows(key, origins);
    }
    date.add(bytes);
  }
  yield* date.document();
}

/** The refused rows without a date of an owner, as documents. */
export async function* refusedDocumentsOf(
  spool: Spool,
  owner: string,
  origins: Origins,
): AsyncGenerator<RawHeartRate> {
  for await (const { key, bytes } of spool.read(owner)) {
    if (key !== refusedKey) return;
    yield* refusedDocument(bytes, origins);
  }
}

function* refusedDocument(bytes: Buffer, { names, discarded }: Origins): Generator<RawHeartRate> {
  const rejected: RejectedRecord[] = [];
  for (const row = new RowCursor(bytes); row.next(); ) {
    if (discarded.has(row.origin)) continue;
    rejected.push({ ...row.refusal(), origin: names[row.origin] ?? '', line: row.line });
  }
  const [first] = rejected;
  if (first) yield { origin: first.origin, notation: 'iso', readings: [], rejected };
}

/**
 * The vendor's figures of an owner, one document a date, ascending. Of several for one date that with
 * parts of a beat is preferred, as a Takeout's CSV rounds what its JSON has; else the later one.
 * @param owner see `figuresOf`.
 */
export async function* figureDocumentsOf(
  spool: Spool,
  owner: string,
  origins: Origins,
): AsyncGenerator<RawHeartRateSummary> {
  let date = '';
  let found: OverruledFigure[] = [];
  for await (const { key, bytes } of spool.read(owner)) {
    if (key !== date) {
      yield* figureDocument(date, found);
      date = key;
      found = [];
    }
    for (const row = new RowCursor(bytes); row.next(); ) {
      if (origins.discarded.has(row.origin)) continue;
      const origin = origins.names[row.origin] ?? '';
      found.push({ restingHeartRate: row.figure(), origin, line: row.line });
    }
  }
  yield* figureDocument(date, found);
}

function* figureDocument(
  date: string,
  found: readonly OverruledFigure[],
): Generator<RawHeartRateSummary> {
  const isWhole = (figure: OverruledFigure) => Number.isInteger(Number(figure.restingHeartRate));
  const preferred = found.findLast((figure) => !isWhole(figure)) ?? found.at(-1);
  if (!preferred) return;
  const { restingHeartRate, origin } = preferred;
  const overruled = found.filter((figure) => figure !== preferred);
  const zones = { heartRateZones: [], customHeartRateZones: [] };
  yield { origin, date, restingHeartRate, ...zones, ...(overruled.length > 0 && { overruled }) };
}

/** The rows of one date: kept as they lie in the spool until all are there. */
class DateRows {
  readonly key: string;
  readonly #origins: Origins;
  readonly #batches: Buffer[] = [];
  readonly #files = new Set<number>();
  readonly #notations = new Set<SpoolNotation>();
  /** Moments and values that were measured without contact to the skin, by the file that says so. */
  readonly #untouched = new Map<number, number>();
  #rows = 0;

  constructor(key: string, origins: Origins) {
    this.key = key;
    this.#origins = origins;
  }

  add(bytes: Buffer): void {
    let kept = 0;
    for (const row = new RowCursor(bytes); row.next(); ) {
      if (this.#origins.discarded.has(row.origin)) continue;
      kept += 1;
      this.#files.add(row.origin);
      this.#notations.add(row.notation());
      if (row.contact === false) this.#learnUntouched(row);
      if (this.#rows + kept > maxReadingsOfDate) throw this.#tooMany(row);
    }
    this.#rows += kept;
    if (kept > 0) this.#batches.push(bytes);
  }

  #learnUntouched(row: RowCursor): void {
    const moment = row.moment();
    if (!Number.isNaN(moment)) this.#untouched.set(moment, row.origin);
  }

  *document(): Generator<RawHeartRate> {
    if (this.#rows === 0) return;
    const readings: RawReading[] = [];
    const rejected: RejectedRecord[] = [];
    for (const bytes of this.#batches) {
      for (const row = new RowCursor(bytes); row.next(); ) {
        if (this.#origins.discarded.has(row.origin)) continue;
        const witness = this.#witnessAgainst(row);
        if (witness === undefined) readings.push(this.#reading(row));
        else rejected.push(this.#withoutContact(row, witness));
      }
    }
    const names = [...this.#files].map((file) => this.#origins.names[file]);
    const [only = 'iso'] = this.#notations;
    const notation = this.#notations.size > 1 ? 'iso' : only;
    const document = { origin: names.join(', '), notation, readings };
    yield rejected.length > 0 ? { ...document, rejected } : document;
  }

  /**
   * The file that says that a reading was taken without contact: its own, or for one that says
   * nothing of it, the file that has the same moment and value (a Takeout's CSV beside its JSON).
   */
  #witnessAgainst(row: RowCursor): number | undefined {
    if (row.contact === false) return row.origin;
    if (row.contact === true || this.#untouched.size === 0) return undefined;
    return this.#untouched.get(row.moment());
  }

  #reading(row: RowCursor): RawReading {
    const { time, value } = row.reading();
    // A document has one notation; where a second file writes another, its times are put as ISO.
    const text = this.#notations.size > 1 && row.notation() === 'us' ? asIso(time) : time;
    const utcOffset = row.utcOffset();
    const plain = { time: text, value, line: row.line };
    const reading = utcOffset === undefined ? plain : { ...plain, utcOffset };
    const { names } = this.#origins;
    return this.#files.size > 1 ? { ...reading, origin: names[row.origin] } : reading;
  }

  #withoutContact(row: RowCursor, witness: number): RejectedRecord {
    const { names } = this.#origins;
    const says =
      witness === row.origin ? 'Its confidence is' : `${names[witness]} gives it confidence`;
    return {
      reason: 'no-skin-contact',
      detail: recordText(
        `${says} 0: the device had no contact with the skin, so it measured nothing.`,
      ),
      origin: names[row.origin] ?? '',
      line: row.line,
      raw: recordText(JSON.stringify(row.reading())),
    };
  }

  #tooMany({ origin, line }: RowCursor): Error {
    return unreadable(
      this.#origins.names[origin] ?? '',
      `holds more than ${maxReadingsOfDate} rows of one person for ${this.key} (line ${line}), ` +
        'which no recording does; if several people are in it, name their column with --user-column.',
    );
  }
}

function asIso(usTime: string): string {
  const written = readUsTime(usTime);
  if (!written) return usTime;
  const clock = new Date(written.clockMs).toISOString().slice(11, 23);
  return `${written.date} ${clock}`;
}

/**
 * A list of JSON records of any length as batches of records. The text is cut where a record of the
 * list ends, and JSON.parse reads what lies between the cuts: as fast as on the whole, with memory
 * for one batch, and a record that is malformed costs itself alone.
 */
import { DamagedFile } from './kind.ts';

export type JsonRecord =
  | { ordinal: number; value: unknown }
  /** A record that is no JSON, as it stands in the file. */
  | { ordinal: number; malformed: string };

/** Bytes of one record; those of heart rate have about a hundred. */
const maxRecordBytes = 65_536;

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * One array a chunk of the file.
 * @throws {DamagedFile} for a list that does not end, or whose brackets do not match, for a record
 * beyond `maxRecordBytes`, and for text behind the list.
 */
export async function* jsonArrayBatches(
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<JsonRecord[]> {
  const cutter = new RecordCutter();
  let ordinal = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const cuts = cutter.cut(bytes, rest.length);
    const records = parsed(bytes, cuts, ordinal);
    ordinal += records.length;
    rest = bytes.subarray(cutter.recordStart);
    if (rest.length > maxRecordBytes) {
      throw new DamagedFile(
        `has a record of more than ${maxRecordBytes} bytes (record ${ordinal + 1}), as no record of heart rate is.`,
      );
    }
    if (records.length > 0) yield records;
  }
  if (!cutter.ended) {
    throw new DamagedFile(
      `ends in the middle of its list, behind record ${ordinal}; copy or download it again.`,
    );
  }
}

/** Where the records of a list end. */
class RecordCutter {
  ended = false;
  /** Where the record begins that is not yet complete. */
  recordStart = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;

  /**
   * @param from up to where `bytes` were looked at before, less what was taken from them.
   * @returns pairs: the start of each complete record and its end, excluded.
   */
  cut(bytes: Buffer, from: number): number[] {
    const cuts: number[] = [];
    this.recordStart = 0;
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (this.#inString) this.#withinString(byte);
      else if (byte === quote) this.#inString = true;
      else if (byte === openBracket || byte === openBrace) this.#open(at);
      else if (byte === comma && this.#depth === 1) this.#end(cuts, at);
      else if (byte === closeBracket || byte === closeBrace) this.#close(cuts, at);
      else if (this.#depth === 0 && byte > 0x20 && this.ended) throw behind();
    }
    if (this.ended) this.recordStart = bytes.length;
    return cuts;
  }

  #withinString(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === backslash) this.#escaped = true;
    else if (byte === quote) this.#inString = false;
  }

  #open(at: number): void {
    if (this.#depth === 0) {
      if (this.ended) throw behind();
      this.recordStart = at + 1;
    }
    this.#depth += 1;
  }

  #close(cuts: number[], at: number): void {
    if (this.#depth === 1) {
      this.#end(cuts, at);
      this.ended = true;
    }
    if (this.#depth === 0) throw new DamagedFile('has brackets that do not match.');
    this.#depth -= 1;
  }

  #end(cuts: number[], at: number): void {
    cuts.push(this.recordStart, at);
    this.recordStart = at + 1;
  }
}

function behind(): DamagedFile {
  return new DamagedFile('goes on behind the end of its list.');
}

function parsed(bytes: Buffer, cuts: readonly number[], before: number): JsonRecord[] {
  const last = cuts.at(-1);
  if (last === undefined) return [];
  try {
    const values: unknown = JSON.parse(`[${bytes.toString('utf8', cuts[0], last)}]`);
    if (!Array.isArray(values)) return [];
    return values.map((value: unknown, i) => ({ ordinal: before + i + 1, value }));
  } catch {
    return oneByOne(bytes, cuts, before);
  }
}

function oneByOne(bytes: Buffer, cuts: readonly number[], before: number): JsonRecord[] {
  const records: JsonRecord[] = [];
  for (let i = 0; i < cuts.length; i += 2) {
    const text = bytes.toString('utf8', cuts[i], cuts[i + 1]).trim();
    // Behind a comma that nothing follows.
    if (text === '') continue;
    const ordinal = before + records.length + 1;
    try {
      records.push({ ordinal, value: JSON.parse(text) });
    } catch {
      records.push({ ordinal, malformed: text });
    }
  }
  return records;
}

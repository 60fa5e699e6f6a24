/**
 * A CSV table as a stream of rows. csv-parse reads the lines that hold quotes and the rest is split
 * here: a quote that is never closed then costs its own row, not all up to the next quote.
 */
import { parse } from 'csv-parse/sync';
import { shown } from './failures.ts';
import { NoHeartRate } from './kind.ts';
import { type Line, lineBatches } from './lines.ts';

export interface Row {
  /** 1-based line on which the row begins. */
  line: number;
  /** The row as it stands in the file. */
  text: string;
  /** As many as the header has; undefined for a malformed row. */
  fields?: string[];
  /** What is wrong with a malformed row, as a sentence. */
  problem?: string;
}

export interface Table<Columns> {
  columns: Columns;
  /** One array a chunk of the file. */
  rows: AsyncIterable<Row[]>;
}

const delimiters = [',', ';', '\t', '|'];

/** Lines before which a header has to come: some programs write a few of their own first. */
const linesToHeader = 20;

/** Lines that a quoted field may run over before its quote counts as never closed. */
const maxLinesOfRow = 10;

/** What a kind makes of a table's header. */
export interface HeaderReader<Columns> {
  /** @returns the columns, or why the header is not understood, as the end of a sentence. */
  understand(header: readonly string[]): Columns | string;
  /** Whether the first line is a header at all; default true. Without one it is understood all the same. */
  hasHeader?: boolean | undefined;
  /** The columns of a table that has no header, by its first row; undefined where that does not tell. */
  withoutHeader?: ((row: readonly string[]) => Columns | undefined) | undefined;
  /** Index of the last column that a row has to have; default the last of the header. */
  lastNeeded?: (columns: Columns) => number;
  /** What is said of a header that is not understood, as the end of a sentence. */
  refusal(header: string, why: string): string;
}

/**
 * Reads the header and leaves the rows to be streamed.
 * @throws {NoHeartRate} for a file without a header that is understood; while the rows are streamed,
 * {DamagedFile} for a line that is too long.
 */
export async function openTable<Columns>(
  chunks: AsyncIterable<Buffer>,
  reader: HeaderReader<Columns>,
): Promise<Table<Columns>> {
  const batches = lineBatches(chunks);
  for (let next = await batches.next(); !next.done; next = await batches.next()) {
    const lines = next.value;
    if (!lines.some(isContent)) continue;
    const { at, before, columns, delimiter, width } = findHeader(lines, reader);
    const shortest = 1 + (reader.lastNeeded?.(columns) ?? width - 1);
    const splitter = new RowSplitter(delimiter, width, shortest);
    return { columns, rows: splitter.rows(before, lines.slice(at), batches) };
  }
  throw new NoHeartRate('holds blank lines only: it has neither a header nor rows.');
}

function isContent({ text }: Line): boolean {
  return text.trim() !== '' && !/^sep=.$/i.test(text);
}

/** Where the rows begin, and what their columns are; a first row that tells them is a beginning too. */
function findHeader<Columns>(lines: readonly Line[], reader: HeaderReader<Columns>) {
  const candidates = lines.slice(0, linesToHeader).filter(isContent);
  const before: Line[] = [];
  for (const line of candidates) {
    const at = lines.indexOf(line);
    // A header may be a comment to other programs.
    const understood = understand(line.text.replace(/^#\s*/, ''), reader);
    if (typeof understood === 'object') {
      return { ...understood, before, at: (reader.hasHeader ?? true) ? at + 1 : at };
    }
    const headless = isComment(line) ? undefined : firstRow(line.text, reader);
    if (headless) return { ...headless, before, at };
    if (!isComment(line)) before.push(line);
  }
  const text = (before[0] ?? candidates[0])?.text ?? '';
  throw new NoHeartRate(reader.refusal(shown(text), String(understand(text, reader))));
}

function isComment({ text }: Line): boolean {
  return text.startsWith('#');
}

/** Ways to part a line, the one that gives the most fields first. */
export function partings(line: string) {
  return delimiters
    .map((delimiter) => ({
      delimiter,
      fields: (fieldsOf(line, delimiter) ?? [line]).map((field) => field.trim()),
    }))
    .sort((a, b) => b.fields.length - a.fields.length);
}

/** The columns with how the line is parted, or why no parting gives any. */
function understand<Columns>(header: string, reader: HeaderReader<Columns>) {
  const answers = partings(header).map(({ delimiter, fields }) => ({
    delimiter,
    width: fields.length,
    columns: reader.understand(fields),
  }));
  for (const { delimiter, width, columns } of answers) {
    if (typeof columns !== 'string') return { delimiter, width, columns };
  }
  return String(answers[0]?.columns);
}

function firstRow<Columns>(text: string, { withoutHeader }: HeaderReader<Columns>) {
  for (const { delimiter, fields } of withoutHeader ? partings(text) : []) {
    const columns = withoutHeader?.(fields);
    if (columns !== undefined) return { delimiter, width: fields.length, columns };
  }
  return undefined;
}

/** The fields of one record, or undefined where its quotes are wrong. */
function fieldsOf(text: string, delimiter: string): string[] | undefined {
  if (!text.includes('"')) return text.split(delimiter);
  try {
    const records = parse(text, { delimiter, relax_column_count: true });
    return records.length === 1 ? records[0] : undefined;
  } catch {
    return undefined;
  }
}

const beforeHeader = 'It stands before the header, where no row is read.';

class RowSplitter {
  readonly #delimiter: string;
  readonly #columns: number;
  readonly #shortest: number;
  /** Lines of a row whose quote is still open. */
  #open: Line[] = [];

  /** @param shortest columns that a row needs; what it lacks behind them is empty. */
  constructor(delimiter: string, columns: number, shortest: number) {
    this.#delimiter = delimiter;
    this.#columns = columns;
    this.#shortest = shortest;
  }

  /** @param before lines in front of the header: no rows, and told as such, as one might be. */
  async *rows(
    before: readonly Line[],
    first: readonly Line[],
    batches: AsyncIterable<Line[]>,
  ): AsyncGenerator<Row[]> {
    yield before.map(({ number, text }) => ({ line: number, text, problem: beforeHeader }));
    yield first.flatMap((line) => this.#take(line));
    for await (const lines of batches) yield lines.flatMap((line) => this.#take(line));
    const rows: Row[] = [];
    while (this.#open.length > 0) rows.push(...this.#giveUp());
    yield rows;
  }

  #take(line: Line): Row[] {
    if (this.#open.length === 0) {
      if (line.text.trim() === '' || isComment(line)) return [];
      if (!line.text.includes('"')) return [this.#row(line, line.text.split(this.#delimiter))];
    }
    this.#open.push(line);
    const text = this.#open.map((open) => open.text).join('\n');
    if (quotes(text) % 2 === 0) {
      const fields = fieldsOf(text, this.#delimiter);
      const [head = line] = this.#open;
      const isRow = fields !== undefined && this.#fits(fields);
      if (fields && (isRow || this.#open.length === 1)) {
        this.#open = [];
        return [this.#row({ number: head.number, text }, fields)];
      }
      return this.#giveUp();
    }
    return this.#open.length < maxLinesOfRow ? [] : this.#giveUp();
  }

  /** The first of the open lines is malformed; those behind it are rows of their own. */
  #giveUp(): Row[] {
    const [head, ...rest] = this.#open;
    this.#open = [];
    if (!head) return [];
    const problem = 'Its quotes do not match: one is never closed, or stands within a field.';
    const malformed = { line: head.number, text: head.text, problem };
    return [malformed, ...rest.flatMap((line) => this.#take(line))];
  }

  /** Spreadsheets leave out what is empty at the end of a row, or add a delimiter there. */
  #fits(fields: readonly string[]): boolean {
    if (fields.length < this.#shortest) return false;
    return fields.slice(this.#columns).every((field) => field.trim() === '');
  }

  #row({ number, text }: Line, fields: string[]): Row {
    if (this.#fits(fields)) return { line: number, text, fields };
    const problem = `It has ${fields.length} columns, and the header has ${this.#columns}.`;
    return { line: number, text, problem };
  }
}

function quotes(text: string): number {
  return text.split('"').length - 1;
}

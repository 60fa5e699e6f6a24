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

/** Lines before which a header has to come, comments aside: some programs write a few of their own first. */
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
  const search = new HeaderSearch(reader);
  for (let next = await batches.next(); !next.done; next = await batches.next()) {
    const found = search.look(next.value);
    if (found) return tableFrom(found, reader, batches);
  }
  return tableFrom(search.end(), reader, batches);
}

/** Where the rows begin, how they are parted, and what their columns are. */
interface FoundHeader<Columns> {
  columns: Columns;
  delimiter: string;
  width: number;
  /** Lines in front of the header that are no comments. */
  before: readonly Line[];
  rows: readonly Line[];
}

function tableFrom<Columns>(
  { columns, delimiter, width, before, rows }: FoundHeader<Columns>,
  reader: HeaderReader<Columns>,
  batches: AsyncIterable<Line[]>,
): Table<Columns> {
  const shortest = 1 + (reader.lastNeeded?.(columns) ?? width - 1);
  return { columns, rows: new RowSplitter(delimiter, width, shortest).rows(before, rows, batches) };
}

/** Whether a line says anything: some programs write how cells are parted in front of all. */
export function isContent({ text }: Line): boolean {
  return text.trim() !== '' && !/^sep=.$/i.test(text);
}

/**
 * Looks for the header line by line, and keeps none of the comments, which may be thousands: our own
 * exports say in them what is missing of each day. A first row that tells the columns is a beginning too.
 */
class HeaderSearch<Columns> {
  readonly #reader: HeaderReader<Columns>;
  readonly #before: Line[] = [];
  #firstComment: string | undefined;
  /** The last comment that would be a header: it is one where no other line is. */
  #inComment: Understood<Columns> | undefined;

  constructor(reader: HeaderReader<Columns>) {
    this.#reader = reader;
  }

  /** @throws {NoHeartRate} where the lines are too many without a header. */
  look(lines: readonly Line[]): FoundHeader<Columns> | undefined {
    for (const [at, line] of lines.entries()) {
      if (!isContent(line)) continue;
      const comment = commentIn(line);
      const found = comment === undefined ? this.#beginning(line) : this.#comment(line, comment);
      if (found) {
        const rows = lines.slice(found.isHeader ? at + 1 : at);
        return { ...found.understood, before: this.#before, rows };
      }
      if (this.#before.length === linesToHeader) throw this.#refusal();
    }
    return undefined;
  }

  /** Behind the last line. @throws {NoHeartRate} */
  end(): FoundHeader<Columns> {
    if (this.#inComment) return { ...this.#inComment, before: this.#before, rows: [] };
    throw this.#refusal();
  }

  #comment({ text }: Line, comment: string): undefined {
    this.#firstComment ??= text;
    const understood = understand(comment, this.#reader);
    if (typeof understood === 'object') this.#inComment = understood;
  }

  #beginning(line: Line) {
    const isHeader = this.#reader.hasHeader ?? true;
    const understood = understand(line.text, this.#reader);
    if (typeof understood === 'object') return { understood, isHeader };
    const headless = this.#inComment ?? firstRow(line.text, this.#reader);
    if (headless) return { understood: headless, isHeader: false };
    this.#before.push(line);
    return undefined;
  }

  #refusal(): NoHeartRate {
    const text = this.#before[0]?.text ?? this.#firstComment;
    if (text === undefined) {
      return new NoHeartRate('holds blank lines only: it has neither a header nor rows.');
    }
    return new NoHeartRate(
      this.#reader.refusal(shown(text), String(understand(text, this.#reader))),
    );
  }
}

/** What a comment says, which may be the header; undefined for a line that is none. */
export function commentIn({ text }: Line): string | undefined {
  return text.startsWith('#') ? text.replace(/^#\s*/, '') : undefined;
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

interface Understood<Columns> {
  columns: Columns;
  delimiter: string;
  width: number;
}

/** The columns with how the line is parted, or why no parting gives any. */
function understand<Columns>(
  header: string,
  reader: HeaderReader<Columns>,
): Understood<Columns> | string {
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
      if (line.text.trim() === '' || commentIn(line) !== undefined) return [];
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

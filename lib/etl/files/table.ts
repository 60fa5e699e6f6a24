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

const delimiters = [',', ';', '\t'];

/** Lines that a quoted field may run over before its quote counts as never closed. */
const maxLinesOfRow = 10;

/** What a kind makes of a table's header. */
export interface HeaderReader<Columns> {
  /** @returns the columns, or why the header is not understood, as the end of a sentence. */
  understand(header: readonly string[]): Columns | string;
  /** Whether the first line is a header at all; default true. Without one it is understood all the same. */
  hasHeader?: boolean | undefined;
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
    const at = next.value.findIndex(({ text }) => text.trim() !== '' && !/^sep=.$/i.test(text));
    const header = next.value[at];
    if (header === undefined) continue;
    const { columns, delimiter, width } = understand(header.text, reader);
    const rest = next.value.slice((reader.hasHeader ?? true) ? at + 1 : at);
    const splitter = new RowSplitter(delimiter, width);
    return { columns, rows: splitter.rows(rest, batches) };
  }
  throw new NoHeartRate('holds blank lines only: it has neither a header nor rows.');
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

function understand<Columns>(header: string, reader: HeaderReader<Columns>) {
  const answers = partings(header).map(({ delimiter, fields }) => ({
    delimiter,
    width: fields.length,
    columns: reader.understand(fields),
  }));
  for (const { delimiter, width, columns } of answers) {
    if (typeof columns !== 'string') return { delimiter, width, columns };
  }
  throw new NoHeartRate(reader.refusal(shown(header), String(answers[0]?.columns)));
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

class RowSplitter {
  readonly #delimiter: string;
  readonly #columns: number;
  /** Lines of a row whose quote is still open. */
  #open: Line[] = [];

  constructor(delimiter: string, columns: number) {
    this.#delimiter = delimiter;
    this.#columns = columns;
  }

  async *rows(first: Line[], batches: AsyncIterable<Line[]>): AsyncGenerator<Row[]> {
    yield first.flatMap((line) => this.#take(line));
    for await (const lines of batches) yield lines.flatMap((line) => this.#take(line));
    const rows: Row[] = [];
    while (this.#open.length > 0) rows.push(...this.#giveUp());
    yield rows;
  }

  #take(line: Line): Row[] {
    if (this.#open.length === 0) {
      if (line.text.trim() === '') return [];
      if (!line.text.includes('"')) return [this.#row(line, line.text.split(this.#delimiter))];
    }
    this.#open.push(line);
    const text = this.#open.map((open) => open.text).join('\n');
    if (quotes(text) % 2 === 0) {
      const fields = fieldsOf(text, this.#delimiter);
      const [head = line] = this.#open;
      const isRow = fields?.length === this.#columns;
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

  #row({ number, text }: Line, fields: string[]): Row {
    if (fields.length === this.#columns) return { line: number, text, fields };
    const problem = `It has ${fields.length} columns, and the header has ${this.#columns}.`;
    return { line: number, text, problem };
  }
}

function quotes(text: string): number {
  return text.split('"').length - 1;
}

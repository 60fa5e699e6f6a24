/**
 * Many rows as one value: PostgreSQL's binary form of each column, row after row. A day of samples
 * comes in 5 ms so, and in 15 as rows of text; a week of quarter-hours in two thirds of the time
 * (docs/decisions/aggregates.md).
 */

/** The columns of a row, in order, by the type that PostgreSQL has for each. */
export type RowLayout = Record<string, keyof typeof types>;

export type Columns<Layout extends RowLayout> = { [Name in keyof Layout]: number[] };

/** What the statement answers: null where there was no row. */
export interface Packed {
  rows: Buffer | null;
}

/** PostgreSQL counts timestamps in microseconds from here. */
const postgresEpochMs = Date.UTC(2000, 0, 1);
const twoTo32 = 2 ** 32;

const types = {
  /** ms UTC here. */
  timestamptz: {
    bytes: 8,
    send: 'timestamptz_send',
    read: (view: DataView, at: number) => readInt64(view, at) / 1000 + postgresEpochMs,
  },
  int8: { bytes: 8, send: 'int8send', read: readInt64 },
  int4: { bytes: 4, send: 'int4send', read: (view: DataView, at: number) => view.getInt32(at) },
  int2: { bytes: 2, send: 'int2send', read: (view: DataView, at: number) => view.getInt16(at) },
} as const;

/** As two halves, exact up to 2^53: BigInt takes ten times as long. */
function readInt64(view: DataView, at: number): number {
  return view.getInt32(at) * twoTo32 + view.getUint32(at + 4);
}

/** The select list that packs these columns of whatever the statement is from. */
export function packed(layout: RowLayout): string {
  const columns = Object.entries(layout).map(([name, type]) => `${types[type].send}("${name}")`);
  return `string_agg(${columns.join(' || ')}, ''::bytea) as rows`;
}

/** The rows as columns, ascending by the first: in SQL no order is asked for, which saves a sort. */
export function unpacked<Layout extends RowLayout>(
  row: Packed | undefined,
  layout: Layout,
): Columns<Layout> {
  const bytes = row?.rows ?? Buffer.alloc(0);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = Object.entries(layout);
  const rowBytes = entries.reduce((sum, [, type]) => sum + types[type].bytes, 0);
  let offset = 0;
  const columns = entries.map(([name, type]): [string, number[]] => {
    const values = column(view, types[type].read, offset, rowBytes);
    offset += types[type].bytes;
    return [name, values];
  });
  return Object.fromEntries(inOrder(columns)) as Columns<Layout>;
}

function column(
  view: DataView,
  read: (view: DataView, at: number) => number,
  offset: number,
  rowBytes: number,
): number[] {
  const values = new Array<number>(view.byteLength / rowBytes);
  for (let i = 0, at = offset; i < values.length; i++, at += rowBytes) values[i] = read(view, at);
  return values;
}

function inOrder(columns: [string, number[]][]): [string, number[]][] {
  const keys = columns[0]?.[1] ?? [];
  if (keys.every((key, i) => i === 0 || key >= (keys[i - 1] ?? key))) return columns;
  const order = keys.map((_, i) => i).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
  return columns.map(([name, values]) => [name, order.map((i) => values[i] ?? 0)]);
}

/** Writes a timestamptz as PostgreSQL has it, 8 bytes; `ms` UTC. */
export function writeTimestamp(view: DataView, at: number, ms: number): void {
  const microseconds = (ms - postgresEpochMs) * 1000;
  const high = Math.floor(microseconds / twoTo32);
  view.setInt32(at, high);
  view.setUint32(at + 4, microseconds - high * twoTo32);
}

import { expect, it } from 'vitest';
import { packed, unpacked, writeTimestamp } from './packedRows.ts';

const layout = { at: 'timestamptz', sum: 'int8', place: 'int4', least: 'int2' } as const;

function row(ms: number, sum: bigint, place: number, least: number): Buffer {
  const bytes = Buffer.alloc(22);
  writeTimestamp(new DataView(bytes.buffer, bytes.byteOffset), 0, ms);
  bytes.writeBigInt64BE(sum, 8);
  bytes.writeInt32BE(place, 16);
  bytes.writeInt16BE(least, 20);
  return bytes;
}

it('names the columns in the order of the layout', () => {
  expect(packed(layout)).toBe(
    `string_agg(timestamptz_send("at") || int8send("sum") || int4send("place") || int2send("least"), ''::bytea) as rows`,
  );
});

it('reads what PostgreSQL sends, before its epoch and beyond 32 bits as well', () => {
  const before = Date.parse('1999-12-31T23:59:59.999Z');
  const after = Date.parse('2026-03-29T01:00:00.005Z');
  const rows = Buffer.concat([row(before, -1n, -7, -2), row(after, 5_000_000_000n, 7, 300)]);
  expect(unpacked({ rows }, layout)).toEqual({
    at: [before, after],
    sum: [-1, 5_000_000_000],
    place: [-7, 7],
    least: [-2, 300],
  });
});

it('puts the rows in the order of the first column', () => {
  const rows = Buffer.concat([row(3000, 3n, 3, 3), row(1000, 1n, 1, 1), row(2000, 2n, 2, 2)]);
  expect(unpacked({ rows }, layout)).toEqual({
    at: [1000, 2000, 3000],
    sum: [1, 2, 3],
    place: [1, 2, 3],
    least: [1, 2, 3],
  });
});

it('gives empty columns where there is no row', () => {
  expect(unpacked({ rows: null }, layout)).toEqual({ at: [], sum: [], place: [], least: [] });
});

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Spool } from './spool.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'heartline-spool-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

const tiny = { bytes: 2_048 };

function add(spool: Spool, owner: string, key: string, row: string): void {
  const text = Buffer.from(`${row}\n`);
  spool.add(owner, key, text.length, (bytes, at) => text.copy(bytes, at));
}

async function readAll(spool: Spool, owner: string): Promise<[string, string[]][]> {
  const byKey = new Map<string, string[]>();
  const order: string[] = [];
  for await (const { key, bytes } of spool.read(owner)) {
    if (order.at(-1) !== key) order.push(key);
    const rows = bytes.toString().split('\n').slice(0, -1);
    byKey.set(key, [...(byKey.get(key) ?? []), ...rows]);
  }
  return order.map((key) => [key, byKey.get(key) ?? []]);
}

test('rows come back by owner, keys ascending, in the order of adding, over many runs', async () => {
  const spool = await Spool.open(dir, tiny);
  const expected = new Map<string, string[]>();
  for (let i = 0; i < 1_000; i++) {
    const owner = i % 3 === 0 ? 'a' : 'b';
    const key = `2025-01-${String(1 + ((i * 7) % 20)).padStart(2, '0')}`;
    const row = `[${i},"ü\u2028"]`;
    add(spool, owner, key, row);
    if (owner === 'a') expected.set(key, [...(expected.get(key) ?? []), row]);
    await spool.writeWhenFull();
  }
  await spool.write();
  expect(await readAll(spool, 'a')).toEqual([...expected].sort(([a], [b]) => (a < b ? -1 : 1)));
  expect(await readAll(spool, 'nobody')).toEqual([]);
  await spool.close();
});

test('a key with more rows than fit into a block comes whole, and so does a row larger than one', async () => {
  const spool = await Spool.open(dir);
  const rows = Array.from({ length: 12_345 }, (_, i) => `[${i},"${'x'.repeat(i % 50)}"]`);
  rows[77] = 'y'.repeat(300_000);
  add(spool, 'a', '2025-01-02', '[0]');
  for (const row of rows) add(spool, 'a', '2025-01-01', row);
  await spool.write();
  expect(await readAll(spool, 'a')).toEqual([
    ['2025-01-01', rows],
    ['2025-01-02', ['[0]']],
  ]);
  await spool.close();
});

test('memory is bounded by bytes', async () => {
  const spool = await Spool.open(dir, { bytes: 10 });
  add(spool, 'a', 'k', '[12345678]');
  await spool.writeWhenFull();
  expect(await readAll(spool, 'a')).toEqual([['k', ['[12345678]']]]);
  await spool.close();
});

test('nothing is left behind, not even by a process that is killed before it closes', async () => {
  const spool = await Spool.open(dir);
  if (process.platform !== 'win32') expect(readdirSync(dir)).toEqual([]);
  await spool.close();
  expect(readdirSync(dir)).toEqual([]);
});

test('a folder that cannot be written is named, with what to do', async () => {
  const file = join(dir, 'file');
  writeFileSync(file, '');
  await expect(Spool.open(file)).rejects.toMatchObject({
    code: 'DATA_FOLDER_UNUSABLE',
    message: expect.stringContaining(`cannot be put aside in ${file}`),
  });
});

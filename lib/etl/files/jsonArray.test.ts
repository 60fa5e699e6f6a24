import { expect, test } from 'vitest';
import { type JsonRecord, jsonArrayBatches } from './jsonArray.ts';

async function recordsOf(text: string, chunkSize = 7): Promise<JsonRecord[]> {
  const bytes = Buffer.from(text);
  async function* chunks(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
  }
  return (await Array.fromAsync(jsonArrayBatches(chunks()))).flat();
}

test.each([1, 2, 3, 7, 1_000])(
  'records come as JSON.parse reads them, in chunks of %i',
  async (size) => {
    const list = [{ a: 'x,]}"\\' }, { b: [1, { c: [] }] }, 'ü, ]', 5, null, { d: {} }];
    const records = await recordsOf(` ${JSON.stringify(list, null, 1)}\n`, size);
    expect(records).toEqual(list.map((value, i) => ({ ordinal: i + 1, value })));
  },
);

test('an empty list has no records but what stands in it', async () => {
  expect(await recordsOf('[{"a":1}]')).toHaveLength(1);
  expect(await recordsOf('[]')).toEqual([]);
  expect(await recordsOf('[ \n ]')).toEqual([]);
});

test('a record that is no JSON costs itself and no other', async () => {
  const records = await recordsOf('[{"a":1},{"a":nonsense},{"a":3}]', 1_000);
  expect(records).toEqual([
    { ordinal: 1, value: { a: 1 } },
    { ordinal: 2, malformed: '{"a":nonsense}' },
    { ordinal: 3, value: { a: 3 } },
  ]);
});

test.each([
  ['[{"a":1},{"a"', 'ends in the middle of its list, behind record 1'],
  ['[{"a":1}', 'ends in the middle'],
  ['', 'ends in the middle'],
  ['[1]]', 'brackets that do not match'],
  ['[1] [2]', 'goes on behind the end of its list'],
  ['[1] x', 'goes on behind the end of its list'],
  [`[{"a":"${'x'.repeat(70_000)}"}]`, 'has a record of more than 65536 bytes (record 1)'],
])('%.20s is damaged: it %s', async (text, why) => {
  await expect(recordsOf(text)).rejects.toThrow(why);
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { documentsOf, rejectedOf, sourceOf, TestFolder } from '../../files/fixtures/importing.ts';
import { type FitMessage, fitFile, timestamp, uint16, uint32 } from './fixtures/fitFile.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const record = (iso: string, bpm: number): FitMessage => ({
  number: 20,
  fields: [timestamp(iso), { number: 3, type: 0x02, bytes: [bpm] }],
});

const fileOfWeight: FitMessage = { number: 0, fields: [{ number: 0, type: 0x00, bytes: [9] }] };

async function readingsOf(content: Buffer) {
  const opened = await folder.open([folder.write('no-suffix', content)]);
  const documents = await documentsOf(sourceOf(opened));
  await opened.close();
  return documents.flatMap(({ readings }) => readings);
}

test('records with a heart rate are readings in UTC; those without are none', async () => {
  const file = fitFile([
    record('2025-06-15T10:00:00Z', 61),
    record('2025-06-15T10:00:01Z', 0xff),
    { number: 20, fields: [timestamp('2025-06-15T10:00:02Z')] },
    record('2025-06-15T10:00:03Z', 63),
  ]);
  expect(await readingsOf(file)).toEqual([
    { time: '2025-06-15T10:00:00Z', value: 61, line: 1 },
    { time: '2025-06-15T10:00:03Z', value: 63, line: 2 },
  ]);
});

test('a strap’s values get their instants from ticks, counted on over the end of 12 bits', async () => {
  const ticks = 5 * 4_096 + 4_000;
  const file = fitFile([
    {
      number: 132,
      fields: [
        timestamp('2025-06-15T10:00:00Z'),
        { number: 0, type: 0x84, bytes: uint16(16_384) },
        { number: 6, type: 0x02, bytes: [70] },
        { number: 9, type: 0x86, bytes: uint32(ticks) },
      ],
    },
    {
      number: 132,
      fields: [
        { number: 6, type: 0x02, bytes: [71, 72] },
        // 4,096 – 4,000 + 160 = 256 ticks later, then 512 more; 12 bits each, low bits first.
        { number: 10, type: 0x0d, bytes: [160, (672 & 0xf) << 4, 672 >> 4] },
      ],
    },
  ]);
  expect(await readingsOf(file)).toEqual([
    { time: '2025-06-15T10:00:00.500Z', value: 70, line: 1 },
    { time: '2025-06-15T10:00:00.750Z', value: 71, line: 2 },
    { time: '2025-06-15T10:00:01.250Z', value: 72, line: 3 },
  ]);
});

test('all-day values count their 16 bits on from the last whole timestamp', async () => {
  const whole = timestamp('2025-06-15T10:00:00Z');
  const seconds = Buffer.from(whole.bytes).readUInt32LE();
  const monitoring = (later: number, bpm: number): FitMessage => ({
    number: 55,
    fields: [
      { number: 26, type: 0x84, bytes: uint16((seconds + later) & 0xffff) },
      { number: 27, type: 0x02, bytes: [bpm] },
    ],
  });
  const file = fitFile([
    { number: 103, fields: [whole] },
    monitoring(60, 58),
    monitoring(40_000, 59),
  ]);
  expect(await readingsOf(file)).toMatchObject([
    { time: '2025-06-15T10:01:00Z', value: 58 },
    { time: '2025-06-15T21:06:40Z', value: 59 },
  ]);
});

const seconds = (iso: string) => Buffer.from(timestamp(iso).bytes).readUInt32LE();

test('a message whose header carries 5 bits of the time counts on from the last whole one', async () => {
  const begun = seconds('2025-06-15T10:00:00Z');
  const later = (after: number, bpm: number): FitMessage => ({
    number: 20,
    fields: [{ number: 3, type: 0x02, bytes: [bpm] }],
    compressedSeconds: (begun + after) % 32,
  });
  // The whole time stands in an event, which holds no heart rate itself.
  const event: FitMessage = { number: 21, fields: [timestamp('2025-06-15T10:00:00Z')] };
  const file = fitFile([event, later(0, 61), later(31, 62), later(35, 63)]);
  expect(await readingsOf(file)).toMatchObject([
    { time: '2025-06-15T10:00:00Z', value: 61 },
    { time: '2025-06-15T10:00:31Z', value: 62 },
    { time: '2025-06-15T10:00:35Z', value: 63 },
  ]);
});

test('messages of a big-endian device, in a file with the short header of the first protocol', async () => {
  const time = timestamp('2025-06-15T10:00:00Z');
  const message: FitMessage = {
    number: 20,
    fields: [
      { ...time, bytes: time.bytes.toReversed() },
      { number: 3, type: 0x02, bytes: [61] },
    ],
    bigEndian: true,
  };
  const file = fitFile([message], { headerSize: 12, protocol: 0 });
  expect(await readingsOf(file)).toMatchObject([{ time: '2025-06-15T10:00:00Z', value: 61 }]);
});

function described(number: number, nativeField: number): FitMessage {
  return {
    number: 206,
    fields: [
      { number: 0, type: 0x02, bytes: [0] },
      { number: 1, type: 0x02, bytes: [number] },
      { number: 2, type: 0x02, bytes: [0x84] },
      { number: 14, type: 0x84, bytes: uint16(20) },
      { number: 15, type: 0x02, bytes: [nativeField] },
    ],
  };
}

test('an application’s field that stands for the heart rate counts where the device has none', async () => {
  const withField = (iso: string, own: number, foreign: number): FitMessage => ({
    ...record(iso, own),
    developerFields: [
      { number: 7, developer: 0, bytes: uint16(33) },
      { number: 8, developer: 0, bytes: uint16(foreign) },
    ],
  });
  const file = fitFile([
    described(7, 4),
    described(8, 3),
    withField('2025-06-15T10:00:00Z', 61, 90),
    withField('2025-06-15T10:00:01Z', 0xff, 91),
    withField('2025-06-15T10:00:02Z', 0xff, 0xffff),
  ]);
  expect(await readingsOf(file)).toMatchObject([{ value: 61 }, { value: 91 }]);
});

test('the 16 bits of all-day values go over their end once, and every beat of 0 is refused as a value', async () => {
  const whole = timestamp('2025-06-15T10:00:00Z');
  const at = (later: number, bpm: number): FitMessage => ({
    number: 55,
    fields: [
      { number: 26, type: 0x84, bytes: uint16((seconds('2025-06-15T10:00:00Z') + later) & 0xffff) },
      { number: 27, type: 0x02, bytes: [bpm] },
    ],
  });
  const file = fitFile([{ number: 103, fields: [whole] }, at(60_000, 58), at(70_000, 0)]);
  expect(await readingsOf(file)).toMatchObject([
    { time: '2025-06-16T02:40:00Z', value: 58 },
    // Stored by nobody: the transformer refuses it as out of range, with its line.
    { time: '2025-06-16T05:26:40Z', value: 0 },
  ]);
});

test('files chained behind each other are all read', async () => {
  const first = fitFile([record('2025-06-15T10:00:00Z', 61)]);
  const second = fitFile([record('2025-06-15T10:00:05Z', 62)]);
  expect(await readingsOf(Buffer.concat([first, second]))).toMatchObject([
    { value: 61, line: 1 },
    { value: 62, line: 2 },
  ]);
});

test('a value without a date is a refused row, not one of 1989', async () => {
  const file = fitFile([record('1990-01-01T00:00:10Z', 60), record('2025-06-15T10:00:00Z', 61)]);
  const opened = await folder.open([folder.write('a.fit', file)]);
  expect(await rejectedOf(opened)).toMatchObject([
    { reason: 'time-unreadable', origin: 'a.fit', line: 1, raw: '{"value":60}' },
  ]);
  await opened.close();
});

const sound = fitFile([record('2025-06-15T10:00:00Z', 61)]);
const withWrongByte = Buffer.from(sound);
withWrongByte[sound.length - 4] = 0x55;

test('a chain is refused as a whole where a later file of it is cut off', async () => {
  const torn = Buffer.concat([
    sound,
    fitFile([record('2025-06-15T11:00:00Z', 70)]).subarray(0, -1),
  ]);
  await expect(folder.open([folder.write('a.fit', torn)])).rejects.toThrow(/cut off: its header/);
});

test.each<[string, Buffer, RegExp]>([
  [
    'a file without heart rate',
    fitFile([fileOfWeight]),
    /sound FIT file \(weight scale\), but there is no heart rate/,
  ],
  ['a file that is cut off', sound.subarray(0, -3), /a\.fit is a FIT file that is cut off/],
  ['a file of which only the header is left', sound.subarray(0, 12), /cut off/],
  ['a wrong byte', withWrongByte, /damaged FIT file: its checksum does not match/],
  [
    'a header that announces too little',
    Buffer.concat([sound, Buffer.alloc(9)]),
    /its header is corrupt, as it announces/,
  ],
  [
    'another file of that name',
    Buffer.from('hello'),
    /is named \.fit, but does not begin with the header/,
  ],
])('%s is refused', async (_name, content, why) => {
  await expect(folder.open([folder.write('a.fit', content)])).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    message: expect.stringMatching(why),
  });
});

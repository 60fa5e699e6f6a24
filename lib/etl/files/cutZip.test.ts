/** Zip archives whose download broke off: what lies before the cut goes in, and the cut is named. */
import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { documentsOf, sourceOf, TestFolder } from './fixtures/importing.ts';
import { type ZipFixture, type ZipForm, zipArchive } from './fixtures/zipArchive.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const forms: ZipForm[] = ['plain', 'zip64', 'streamed'];
const header = 'timestamp,value\n';
const csv = `${header}2025-06-15T10:00:00Z,60\n`;
const other = `${header}${Array.from({ length: 59 }, (_, second) => `2025-06-16T10:00:${String(second + 1).padStart(2, '0')}Z,${60 + ((second * 7) % 50)}\n`).join('')}`;
const files = [
  { name: 'a.csv', content: csv },
  { name: 'b.csv', content: other },
];

async function open(content: Buffer) {
  const opened = await folder.open([folder.write('cut.zip', content)]);
  const documents = await documentsOf(sourceOf(opened));
  await opened.close();
  expect(readdirSync(folder.spool)).toEqual([]);
  const readings = documents.flatMap((document) => document.readings);
  return { rows: opened.rows, readings, notes: opened.notes };
}

async function refusal(content: Buffer): Promise<string> {
  const caught = await open(content).catch((error: unknown) => error);
  expect(caught).toMatchObject({ code: 'FILE_UNREADABLE' });
  return caught instanceof Error ? caught.message : '';
}

/** Bytes up to the first file's end, and up to the directory. */
function placesIn(whole: Buffer) {
  return {
    second: whole.indexOf('PK\x03\x04', 4, 'latin1'),
    directory: whole.indexOf('PK\x01\x02', 0, 'latin1'),
  };
}

describe.each(forms)('an archive (%s)', (form) => {
  const whole = zipArchive(files, form);
  const { second, directory } = placesIn(whole);

  test('cut anywhere gives the files before the cut and nothing of the one at it, or is refused', async () => {
    const edges = [second, directory].flatMap((edge) => [edge - 1, edge, edge + 1, edge + 3]);
    const between = Array.from({ length: whole.length / 23 }, (_, i) => 4 + i * 23);
    for (const length of [...edges, ...between, whole.length - 1]) {
      const cut = whole.subarray(0, length);
      if (length < second) {
        expect(await refusal(cut)).toMatch(
          /is a damaged or incomplete zip archive .*copy or download it again/,
        );
        continue;
      }
      const { rows, readings, notes } = await open(cut);
      expect(rows).toBe(length < directory ? 1 : 60);
      expect(readings).toHaveLength(rows);
      expect(notes.at(-1)).toMatch(/^Damaged and left out: cut\.zip is cut short /);
    }
  });

  test('cut in a file names it, and says that the rest is missing', async () => {
    expect((await open(whole.subarray(0, directory - 30))).notes).toEqual([
      'Damaged and left out: cut.zip/b.csv is cut off in the middle, as its archive breaks off there; no row of it was taken.',
      expect.stringMatching(
        /cut\.zip is cut short and breaks off behind 1 entry; what it held after that is missing\. Copy or download it again/,
      ),
    ]);
  });

  test('cut between two files says that the rest is missing', async () => {
    expect((await open(whole.subarray(0, second))).notes).toEqual([
      expect.stringMatching(/cut\.zip is cut short and breaks off behind 1 entry/),
    ]);
  });

  test('cut in its directory lacks nothing', async () => {
    expect((await open(whole.subarray(0, directory + 10))).notes).toEqual([
      expect.stringMatching(
        /cut short in the directory at its end, .* \(2 entries\) lies before that/,
      ),
    ]);
  });
});

/** The archive without its directory, and with a file behind these that the cut is in. */
function cutBehind(entries: readonly ZipFixture[], form: ZipForm = 'plain'): Buffer {
  const whole = zipArchive([...entries, { name: 'last.csv', content: other }], form);
  return whole.subarray(0, placesIn(whole).directory - 60);
}

test('every limit and check of a whole archive holds', async () => {
  const bomb = `${csv}${'0'.repeat(2_000_000)}`;
  const { rows, notes } = await open(
    cutBehind([
      { name: 'bomb.csv', content: bomb },
      { name: 'secret.csv', content: csv, encrypted: true },
      { name: '../climbs.csv', content: csv },
      { name: 'large.csv', content: csv, method: 9 },
      { name: 'wrong.csv', content: csv, claimedCrc: 1 },
      { name: 'short.csv', content: csv, claimedSize: 10 },
      { name: 'notes.txt', content: 'hello' },
      { name: 'folder/', content: '' },
      { name: 'good.csv', content: csv },
    ]),
  );
  expect(rows).toBe(1);
  expect(notes).toEqual([
    expect.stringMatching(/bomb\.csv would grow from \d+ to 2000040 bytes/),
    expect.stringContaining('secret.csv is encrypted'),
    expect.stringContaining('climbs.csv has a path that leads out'),
    expect.stringContaining('large.csv is compressed by Deflate64'),
    expect.stringContaining('wrong.csv is damaged or incomplete in its archive (its checksum'),
    expect.stringContaining('short.csv is damaged or incomplete in its archive (its checksum'),
    expect.stringContaining('last.csv is cut off in the middle'),
    expect.stringContaining('cut.zip is cut short and breaks off behind 8 entries'),
    expect.stringContaining('Skipped: cut.zip/notes.txt'),
  ]);
});

describe('where sizes stand behind the files', () => {
  test('a file that is no heart rate is passed over to the next', async () => {
    const text = { name: 'notes.bin', content: Buffer.alloc(300_000, 'no heart rate\0') };
    const { rows, notes } = await open(cutBehind([text, ...files], 'streamed'));
    expect(rows).toBe(60);
    expect(notes).toContainEqual(expect.stringContaining('Skipped: cut.zip/notes.bin'));
  });

  test.each<[string, ZipFixture, RegExp]>([
    ['is stored', { name: 'b.csv', content: csv, method: 0 }, /b\.csv does not say where it ends/],
    ['is encrypted', { name: 'b.csv', content: csv, encrypted: true }, /b\.csv is encrypted/],
    [
      'grows as only a bomb does',
      { name: 'b.csv', content: `${csv}${`${'0'.repeat(60_000)}\n`.repeat(40)}` },
      /b\.csv grows to more than a recording does \(200 times/,
    ],
  ])('one that %s is refused by its name, and so is what lies behind it', async (_, entry, why) => {
    const first = { name: 'a.csv', content: csv };
    const { rows, notes } = await open(cutBehind([first, entry, ...files], 'streamed'));
    expect(rows).toBe(1);
    expect(notes).toEqual([
      expect.stringMatching(why),
      expect.stringMatching(/cut\.zip is cut short and breaks off behind 1 entry/),
    ]);
  });

  test('data that is not what was packed puts all in doubt', async () => {
    const wrong = { name: 'b.csv', content: csv, claimedCrc: 1 };
    const cut = cutBehind([{ name: 'a.csv', content: csv }, wrong], 'streamed');
    expect(await refusal(cut)).toMatch(/is a damaged or incomplete zip archive/);
  });
});

test('bytes between the files that are no header put all in doubt', async () => {
  const whole = zipArchive(files);
  const { second, directory } = placesIn(whole);
  const broken = Buffer.concat([
    whole.subarray(0, second),
    Buffer.from('xx'),
    whole.subarray(second, directory),
  ]);
  expect(await refusal(broken)).toMatch(/is a damaged or incomplete zip archive/);
});

test('a cut archive in another one stops nothing but itself', async () => {
  const inner = zipArchive(files);
  const outer = zipArchive([
    { name: 'inner.zip', content: inner.subarray(0, placesIn(inner).directory - 5) },
    { name: 'good.csv', content: `${header}2025-06-17T10:00:00Z,61\n` },
  ]);
  const { rows, notes } = await open(outer);
  expect(rows).toBe(2);
  expect(notes).toEqual([
    expect.stringContaining('cut.zip/inner.zip/b.csv is cut off in the middle'),
    expect.stringContaining('cut.zip/inner.zip is cut short and breaks off behind 1 entry'),
  ]);
});

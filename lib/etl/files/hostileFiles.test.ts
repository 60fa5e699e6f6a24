/** Files that are not what they should be: each is refused with its name, the reason and what to do. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { documentsOf, sourceOf, TestFolder } from './fixtures/importing.ts';
import { tarArchive, tgzArchive } from './fixtures/tarArchive.ts';
import { type ZipFixture, zipArchive } from './fixtures/zipArchive.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const csv = 'timestamp,value\n2025-06-15T10:00:00Z,60\n';

async function refusal(content: string | Buffer): Promise<string> {
  const path = folder.write('bad', content);
  const error = await folder.open([path]).then(
    () => new Error('it was accepted'),
    (caught: unknown) => caught,
  );
  expect(error).toMatchObject({ code: 'FILE_UNREADABLE' });
  expect(readdirSync(folder.spool)).toEqual([]);
  return error instanceof Error ? error.message : '';
}

test('a file that is missing and an empty folder are named', async () => {
  const missing = join(folder.path, 'missing.csv');
  await expect(folder.open([missing])).rejects.toThrow(`${missing} does not exist`);
  const sub = join(folder.path, 'sub');
  mkdirSync(sub);
  await expect(folder.open([sub])).rejects.toThrow(`${sub} is an archive without files`);
  await expect(folder.open([])).rejects.toThrow('No file is named');
});

test.each<[string, string | Buffer, RegExp]>([
  ['an empty file', '', /is empty/],
  ['blank lines', '\n \n\r\n', /holds blank lines only/],
  ['a header without rows', 'timestamp,value\n', /has a header and no rows/],
  ['binary data', Buffer.from([0x89, 0x50, 0, 0, 13, 10, 0, 7, 1, 2]), /binary data/],
  ['gzip that is cut off', gzipSync(csv).subarray(0, -4), /damaged or incomplete gzip/],
  [
    'gzip that grows like a bomb',
    gzipSync(Buffer.alloc(60_000_000, '\n')),
    /grows to more than 200 times/,
  ],
  [
    'an archive of 7z',
    Buffer.from('7z\xbc\xaf\x27\x1c\0\x04', 'latin1'),
    /is a 7z archive; unpack it/,
  ],
  ['an archive of RAR', Buffer.from('Rar!\x1a\x07\0', 'latin1'), /is a RAR archive; unpack it/],
  ['bzip2', 'BZh91AY&SY', /compressed with bzip2; unpack it/],
  [
    'the first part of a split zip',
    Buffer.from('PK\x07\x08PK\x03\x04', 'latin1'),
    /first part of a split zip/,
  ],
  [
    'an old workbook',
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]),
    /a workbook of Excel; save its sheet/,
  ],
  [
    'a workbook',
    zipArchive([
      { name: '[Content_Types].xml', content: '<Types/>' },
      { name: 'xl/workbook.xml', content: '<workbook/>' },
    ]),
    /bad is a workbook of Excel; save its sheet as "CSV UTF-8"/,
  ],
  [
    'another table',
    'name,age\nAnn,41\n',
    /has the header "name,age", which names no column for the time\. A header is understood with .*"Id,Time,Value"/,
  ],
  ['JSON without heart rate', '[{"dateTime":"04/12/20 07:00:04","value":"70"}]', /is JSON, but/],
  ['XML of another kind', '<?xml version="1.0"?><gpx/>', /is XML or HTML, but/],
  ['an archive without entries', zipArchive([]), /archive without files/],
])('%s is refused', async (_name, content, why) => {
  expect(await refusal(content)).toMatch(why);
});

test('a line without an end is refused long before it is read through', async () => {
  const endless = Buffer.alloc(50_000_000, 'x');
  expect(await refusal(endless)).toMatch(/more than 65536 characters \(line 1\)/);
  expect(await refusal(Buffer.concat([Buffer.from(csv), endless]))).toMatch(/\(line 3\)/);
});

test('garbage behind a sound header is refused row by row, and every row is accounted for', async () => {
  const garbage = Array.from(
    { length: 500 },
    (_, i) => `\x01"${'\xff'.repeat(i % 40)}${i % 9 ? '' : '\0'},${i}`,
  );
  const bytes = Buffer.from(`${csv}${garbage.join('\n')}\n`, 'latin1');
  const imported = await folder.open([folder.write('a.csv', bytes)]);
  const documents = await documentsOf(sourceOf(imported));
  const accounted = documents.reduce(
    (sum, { readings, rejected = [] }) => sum + readings.length + rejected.length,
    0,
  );
  expect(imported.rows).toBe(accounted);
  expect(documents.flatMap(({ readings }) => readings)).toHaveLength(1);
  await imported.close();
});

function archive(...entries: ZipFixture[]): Buffer {
  return zipArchive(entries);
}

test('an archive is known by its bytes, all its tables are read and the rest is noted', async () => {
  const path = folder.write(
    'no-suffix',
    archive(
      { name: 'folder/', content: '', method: 0 },
      { name: 'folder/a.csv', content: csv },
      { name: 'readme.txt', content: 'hello' },
      { name: 'sleep.csv', content: 'Id,date,value,logId\n7,4/12/2016 7:21:00 AM,1,9\n' },
      { name: 'b.csv', content: csv.replace('60', '61'), method: 0 },
      { name: '../../c.csv', content: csv.replace('60', '62') },
      { name: '__MACOSX/folder/._a.csv', content: Buffer.from([0, 5, 0x16, 7, 0, 2, 0, 0]) },
      { name: 'folder/.DS_Store', content: Buffer.from([0, 0, 0, 1, 0x42]) },
    ),
  );
  const opened = await folder.open([path]);
  expect(opened.notes).toHaveLength(3);
  expect(opened.notes[0]).toMatch(
    /^Damaged and left out: no-suffix\/\.\.\/\.\.\/c\.csv has a path that leads out/,
  );
  expect(opened.notes[1]).toMatch(/^Skipped: no-suffix\/readme\.txt has the header "hello"/);
  expect(opened.notes[2]).toContain('sleep.csv');
  const [document] = await documentsOf(sourceOf(opened));
  expect(document?.readings).toMatchObject([
    { value: '60', line: 2, origin: 'no-suffix/folder/a.csv' },
    { value: '61', line: 2, origin: 'no-suffix/b.csv' },
  ]);
  await opened.close();
  expect(readdirSync(folder.path).sort()).toEqual(['no-suffix', 'spool']);
});

test('an archive without any table says what it holds', async () => {
  expect(await refusal(archive({ name: 'readme.txt', content: 'hello' }))).toMatch(
    /holds no heart rate that can be read\.\n {2}bad\/readme\.txt has the header "hello"/,
  );
});

test.each<[string, ZipFixture, RegExp]>([
  [
    'an encrypted entry',
    { name: 'a.csv', content: csv, encrypted: true },
    /bad\/a\.csv is encrypted/,
  ],
  [
    'an unknown compression',
    { name: 'a.csv', content: csv, method: 93 },
    /compressed by method 93/,
  ],
  [
    'what Windows packs large files with',
    { name: 'a.csv', content: csv, method: 9 },
    /compressed by Deflate64, as Windows does it with large files, .* unpack the archive/,
  ],
  ['a wrong checksum', { name: 'a.csv', content: csv, claimedCrc: 1 }, /checksum does not match/],
  ['a size too small', { name: 'a.csv', content: csv, claimedSize: 10 }, /damaged or incomplete/],
  ['a size too large', { name: 'a.csv', content: csv, claimedSize: 999 }, /damaged or incomplete/],
  [
    'a bomb',
    { name: 'a.csv', content: `${csv}${'0'.repeat(20_000_000)}` },
    /bad\/a\.csv would grow from \d+ to 20000040 bytes/,
  ],
])('%s is refused', async (_name, entry, why) => {
  expect(await refusal(archive(entry))).toMatch(why);
});

test('a bomb, an encrypted and a climbing entry stop nothing but themselves', async () => {
  const path = folder.write(
    'mixed.zip',
    archive(
      { name: 'bomb.csv', content: `${csv}${'0'.repeat(20_000_000)}` },
      { name: 'secret.csv', content: csv, encrypted: true },
      { name: '/etc/climbs.csv', content: csv },
      { name: 'endless.csv', content: `${csv}${randomText(200_000)}` },
      { name: 'good.csv', content: csv },
    ),
  );
  const opened = await folder.open([path]);
  expect(opened.rows).toBe(1);
  expect(opened.notes).toEqual([
    expect.stringContaining('mixed.zip/bomb.csv would grow'),
    expect.stringContaining('mixed.zip/secret.csv is encrypted'),
    expect.stringContaining('mixed.zip//etc/climbs.csv has a path that leads out'),
    expect.stringContaining('mixed.zip/endless.csv has a line of more than 65536 characters'),
  ]);
  await opened.close();
});

/** Text that does not compress, without line ends. */
function randomText(length: number): string {
  let state = 1;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(97 + (state % 26));
  }).join('');
}

test('of a tar that was cut what lies before goes in, and the cut is named', async () => {
  const files = [
    { name: 'a.csv', content: csv },
    { name: 'b.csv', content: `timestamp,value\n${randomText(5_000)}` },
  ];
  const tgz = await tgzArchive(files);
  const tar = await tarArchive(files);
  const cuts = [tgz.subarray(0, 2_500), tar.subarray(0, 3_000)];
  for (const [i, content] of cuts.entries()) {
    const opened = await folder.open([folder.write(`cut-${i}`, content)]);
    expect(opened.rows).toBe(1);
    expect(opened.notes).toEqual([
      expect.stringContaining(`cut-${i}/b.csv is cut off in the middle`),
      expect.stringMatching(
        /^Damaged and left out: cut-\d is cut short and breaks off behind 1 entry; what it held after that is missing/,
      ),
    ]);
    await opened.close();
  }
});

test('a tar that is cut in its first file, or damaged anywhere, is refused as a whole', async () => {
  const files = [
    { name: 'a.csv', content: csv },
    { name: 'b.txt', content: randomText(5_000) },
  ];
  const whole = await tgzArchive(files);
  expect(await refusal((await tarArchive(files)).subarray(0, 530))).toMatch(
    /damaged or incomplete tar archive/,
  );
  const wrongSum = Buffer.from(whole);
  wrongSum.writeUInt32LE(1, whole.length - 8);
  expect(await refusal(wrongSum)).toMatch(/damaged .*incorrect data check/);
  const tar = await tarArchive([
    { name: 'a.csv', content: csv },
    { name: 'b', content: csv },
  ]);
  tar[1_024 + 3] = 0x55;
  expect(await refusal(tar)).toMatch(/damaged or incomplete tar archive/);
});

test('a .tgz that swells like a bomb is refused long before it is read through', async () => {
  const bomb = await tgzArchive([{ name: 'a.csv', content: Buffer.alloc(60_000_000) }]);
  expect(await refusal(bomb)).toMatch(/it grows to more than 200 times its size/);
});

test('paths that climb are not read from a tar either', async () => {
  const content = await tgzArchive([
    { name: '../../a.csv', content: csv },
    { name: 'empty.csv', content: '' },
    { name: 'b.csv', content: csv },
  ]);
  const opened = await folder.open([folder.write('a.tgz', content)]);
  expect(opened.notes).toEqual([
    expect.stringContaining('a.tgz/../../a.csv has a path that leads out'),
    expect.stringContaining('a.tgz/empty.csv is empty'),
  ]);
  expect(opened.rows).toBe(1);
  await opened.close();
});

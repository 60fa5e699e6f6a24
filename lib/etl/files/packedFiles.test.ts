/** What files are packed in: archives, archives in archives, gzip, folders; and what of it is left alone. */
import { readdirSync, symlinkSync } from 'node:fs';
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

function archive(...entries: ZipFixture[]): Buffer {
  return zipArchive(entries);
}

const oneReading = { value: '60', line: 2 };

test.each([
  [
    'a zip in a zip',
    () =>
      zipArchive([{ name: 'inner.zip', content: zipArchive([{ name: 'a.csv', content: csv }]) }]),
    'inner.zip/a.csv',
  ],
  [
    'a gzip file in a zip',
    () => zipArchive([{ name: 'a.csv.gz', content: gzipSync(csv) }]),
    'a.csv.gz',
  ],
  [
    'a tgz in a zip',
    async () =>
      zipArchive([
        { name: 'inner.tgz', content: await tgzArchive([{ name: 'a.csv', content: csv }]) },
      ]),
    'inner.tgz/a.csv',
  ],
  [
    'a zip in a tgz',
    async () =>
      tgzArchive([{ name: 'inner.zip', content: zipArchive([{ name: 'a.csv', content: csv }]) }]),
    'inner.zip/a.csv',
  ],
])('%s is read, and its rows say where they are from', async (_name, content, origin) => {
  const opened = await folder.open([folder.write('outer', await content())]);
  expect(opened.notes).toEqual([]);
  const [document] = await documentsOf(sourceOf(opened));
  expect(document).toMatchObject({ origin: `outer/${origin}`, readings: [oneReading] });
  await opened.close();
  expect(readdirSync(folder.spool)).toEqual([]);
});

test('a plain gzip file is what is packed in it, in several members too', async () => {
  const [head, row] = [csv.slice(0, 16), csv.slice(16)];
  const members = Buffer.concat([gzipSync(head), gzipSync(row)]);
  const opened = await folder.open([folder.write('a.csv.gz', members)]);
  expect(await documentsOf(sourceOf(opened))).toMatchObject([{ readings: [oneReading] }]);
  await opened.close();
});

test('archives that lie in each other without end are left where they are', async () => {
  let content: Buffer = zipArchive([{ name: 'a.csv', content: csv }]);
  for (let i = 0; i < 5; i++) content = zipArchive([{ name: 'inner.zip', content }]);
  await expect(folder.open([folder.write('bad', content)])).rejects.toThrow(
    /lies in an archive that lies in others; unpack the outer/,
  );
});

test('a damaged archive in another stops nothing but itself', async () => {
  const inner = zipArchive([{ name: 'a.csv', content: csv }]);
  const path = folder.write(
    'outer.zip',
    archive(
      { name: 'cut.zip', content: inner.subarray(0, 50) },
      { name: 'cut.csv.gz', content: gzipSync(csv).subarray(0, -5) },
      { name: 'old.rar', content: Buffer.from('Rar!\x1a\x07\0', 'latin1') },
      { name: 'good.csv', content: csv },
    ),
  );
  const opened = await folder.open([path]);
  expect(opened.rows).toBe(1);
  expect(opened.notes).toEqual([
    expect.stringMatching(/outer\.zip\/cut\.zip\/a\.csv is cut off in the middle/),
    expect.stringMatching(/outer\.zip\/cut\.zip is a damaged or incomplete zip archive/),
    expect.stringMatching(/outer\.zip\/cut\.csv\.gz is damaged or incomplete gzip/),
    expect.stringMatching(/^Skipped: outer\.zip\/old\.rar is a RAR archive/),
  ]);
  await opened.close();
});

test('links are not followed, in archives and in folders', async () => {
  const path = folder.write(
    'a.zip',
    archive(
      { name: 'link.csv', content: '/etc/passwd', mode: 0o120777 },
      { name: 'b.csv', content: csv },
    ),
  );
  const zipped = await folder.open([path]);
  expect(zipped.notes).toEqual([expect.stringMatching(/^Skipped: a\.zip\/link\.csv is a link/)]);
  await zipped.close();
  const tar = await tarArchive([
    { name: 'link.csv', content: '', linkTo: '/etc/passwd' },
    { name: 'b.csv', content: csv },
  ]);
  const tarred = await folder.open([folder.write('a.tar', tar)]);
  expect(tarred.notes).toEqual([expect.stringMatching(/^Skipped: a\.tar\/link\.csv is a link/)]);
  await tarred.close();
});

test('a folder is read like an archive that was unpacked, archives in it too', async () => {
  folder.write('Takeout/a.csv', csv);
  folder.write(
    'Takeout/deep/b.zip',
    zipArchive([{ name: 'b.csv', content: csv.replace('60', '61') }]),
  );
  folder.write('Takeout/readme.txt', 'hello');
  folder.write('Takeout/._a.csv', Buffer.from([0, 5, 0x16, 7]));
  symlinkSync('/etc', join(folder.path, 'Takeout/etc'));
  const opened = await folder.open([join(folder.path, 'Takeout')]);
  expect(opened.rows).toBe(2);
  expect(opened.notes).toEqual([
    expect.stringMatching(/^Skipped: Takeout\/etc is a link/),
    expect.stringMatching(/^Skipped: Takeout\/readme\.txt has the header/),
  ]);
  const [document] = await documentsOf(sourceOf(opened));
  expect(document?.origin).toBe('Takeout/a.csv, Takeout/deep/b.zip/b.csv');
  await opened.close();
});

test('names that come twice in an archive are both read', async () => {
  const path = folder.write(
    'a.zip',
    archive({ name: 'a.csv', content: csv }, { name: 'a.csv', content: csv.replace('60', '61') }),
  );
  const opened = await folder.open([path]);
  expect(opened.rows).toBe(2);
  await opened.close();
});

test('a zip64 archive, and one whose sizes stand behind the files, are read', async () => {
  for (const form of ['zip64', 'streamed'] as const) {
    const bytes = zipArchive([{ name: 'a.csv', content: csv }], form);
    const opened = await folder.open([folder.write(form, bytes)]);
    expect(opened).toMatchObject({ rows: 1, notes: [] });
    await opened.close();
  }
});

test('files that lie over each other in an archive are refused before they are read a thousand times', async () => {
  const content = `${csv}${'0'.repeat(900_000)}`;
  const many = Array.from({ length: 20 }, (_, i) => ({
    name: `${i}.csv`,
    content,
    sharesFirst: true,
  }));
  await expect(folder.open([folder.write('bad', zipArchive(many))])).rejects.toThrow(
    /would grow to more than 200 times its size/,
  );
});

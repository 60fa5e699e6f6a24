import { afterEach, beforeEach, expect, test } from 'vitest';
import { documentsOf, rejectedOf, sourceOf, TestFolder } from '../../files/fixtures/importing.ts';
import { zipArchive } from '../../files/fixtures/zipArchive.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const doctype = `<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 12, the person's own -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Workout)*)>
<!ATTLIST Record type CDATA #REQUIRED value CDATA #IMPLIED>
]>`;

const record = (startDate: string, value: string, more = '') =>
  `<Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Ann’s Apple&#xa0;Watch" unit="count/min" ` +
  `startDate="${startDate}" endDate="${startDate}" value="${value}"${more}>\n` +
  '  <MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="1"/>\n</Record>\n';

const exported = (body: string, head = doctype) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${head}\n<HealthData locale="en_GB">\n` +
  `<Record type="HKQuantityTypeIdentifierStepCount" unit="count" startDate="2022-10-30 01:05:00 +0100" value="64"/>\n` +
  `${body}</HealthData>\n`;

const night = exported(
  record('2022-10-30 01:05:00 +0100', '64') + record('2022-10-30 01:05:00 +0000', '58.0'),
);

test('heart-rate records are readings with their own offset, in the hour that happens twice too', async () => {
  const opened = await folder.open([folder.write('no-suffix', night)]);
  expect(opened).toMatchObject({ rows: 2, rejectedCount: 0 });
  const [document] = await documentsOf(sourceOf(opened));
  expect(document).toMatchObject({
    notation: 'iso',
    readings: [
      { time: '2022-10-30 01:05:00 +0100', value: '64' },
      { time: '2022-10-30 01:05:00 +0000', value: '58.0' },
    ],
  });
  await opened.close();
});

test('the export is found in its zip, and the rest of it is noted', async () => {
  const archive = zipArchive([
    {
      name: 'apple_health_export/export_cda.xml',
      content: '<?xml version="1.0"?>\n<ClinicalDocument/>',
    },
    { name: 'apple_health_export/Exportieren.xml', content: night },
  ]);
  const opened = await folder.open([folder.write('export.zip', archive)]);
  expect(opened.rows).toBe(2);
  expect(opened.notes).toEqual([
    expect.stringMatching(/export_cda\.xml is XML, but no export of Apple/),
  ]);
  await opened.close();
});

test('records without a value or in another unit are refused, with their line', async () => {
  const odd =
    '<Record type="HKQuantityTypeIdentifierHeartRate" unit="count/s" startDate="2022-10-30 01:06:00 +0100" value="1"/>\n' +
    '<Record type="HKQuantityTypeIdentifierHeartRate" unit="count/min" startDate="2022-10-30 01:06:00 +0100"/>\n' +
    record('sometime', '61');
  const opened = await folder.open([folder.write('a.xml', exported(odd))]);
  expect(await rejectedOf(opened)).toMatchObject([
    { reason: 'row-malformed', detail: 'Its unit is "count/s" and not count/min.', line: 9 },
    { reason: 'row-malformed', detail: 'It has no value.', line: 10 },
    { reason: 'time-unreadable', line: 11 },
  ]);
  await opened.close();
});

const bomb = doctype.replace(']>', '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>');

test.each<[string, string, RegExp]>([
  [
    'an export with entities of its own',
    exported(record('2022-10-30 01:05:00 +0100', '&b;'), bomb),
    /declares entities/,
  ],
  [
    'an export that is cut off',
    night.slice(0, -30),
    /is damaged XML \(line:column \d+:\d+: unclosed tag: /,
  ],
  ['tags that do not match', night.replace('</Record>', '</Rekord>'), /is damaged XML/],
  [
    'an entity that nobody declared',
    exported(record('2022-10-30 01:05:00 +0100', '&b;')),
    /is damaged XML/,
  ],
  [
    'an export without heart rate',
    exported(''),
    /an export of Apple Health without any heart rate/,
  ],
  [
    'an element without end',
    exported(`<Record type="${'x'.repeat(2_000_000)}"/>`),
    /no element in more than 1048576 characters/,
  ],
])('%s is refused', async (_name, text, why) => {
  await expect(folder.open([folder.write('a.xml', text)])).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    message: expect.stringMatching(why),
  });
});

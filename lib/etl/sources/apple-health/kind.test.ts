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
    expect.stringMatching(/export_cda\.xml is XML or HTML, but no export of Apple/),
  ]);
  await opened.close();
});

test('records without a value or in another unit are refused, with their line', async () => {
  const odd =
    '<Record type="HKQuantityTypeIdentifierHeartRate" unit="ms" startDate="2022-10-30 01:06:00 +0100" value="1"/>\n' +
    '<Record type="HKQuantityTypeIdentifierHeartRate" unit="count/min" startDate="2022-10-30 01:06:00 +0100"/>\n' +
    record('sometime', '61');
  const opened = await folder.open([folder.write('a.xml', exported(odd))]);
  expect(await rejectedOf(opened)).toMatchObject([
    { reason: 'row-malformed', detail: expect.stringContaining('"ms"'), line: 9 },
    { reason: 'row-malformed', detail: 'It has no value.', line: 10 },
    { reason: 'time-unreadable', line: 11 },
  ]);
  await opened.close();
});

async function readingsOf(content: string | Buffer, name = 'export.xml') {
  const opened = await folder.open([folder.write(name, content)]);
  const documents = await documentsOf(sourceOf(opened));
  const rejected = await rejectedOf(opened);
  await opened.close();
  expect(rejected).toEqual([]);
  return documents.flatMap(({ readings }) => readings);
}

const heartRate = (attributes: string) =>
  `<Record type="HKQuantityTypeIdentifierHeartRate" ${attributes}/>\n`;

const at = 'startDate="2024-03-10 01:59:30 -0500" endDate="2024-03-10 01:59:30 -0500"';

test.each([
  ['beats a second', `${at} unit="count/s" value="1.05"`, 63],
  ['bpm', `${at} unit="bpm" value="64"`, '64'],
  ['no unit at all', `${at} value="65"`, '65'],
])('a value in %s is beats per minute', async (_name, attributes, value) => {
  expect(await readingsOf(exported(heartRate(attributes)))).toMatchObject([
    { time: '2024-03-10 01:59:30 -0500', value },
  ]);
});

test('a reading is of its start, not of the day on which it came into Health', async () => {
  const late = heartRate(
    `creationDate="2026-01-01 09:00:00 +0100" ${at} unit="count/min" value="66"`,
  );
  expect(await readingsOf(exported(late))).toMatchObject([{ time: '2024-03-10 01:59:30 -0500' }]);
});

test('beats of a variability record, statistics of a workout and daily figures are no readings', async () => {
  const others = [
    `<Record type="HKQuantityTypeIdentifierHeartRateVariabilitySDNN" unit="ms" ${at} value="48.2"><HeartRateVariabilityMetadataList><InstantaneousBeatsPerMinute bpm="71" time="1:59:30.49 AM"/></HeartRateVariabilityMetadataList></Record>`,
    '<Workout workoutActivityType="HKWorkoutActivityTypeRunning"><WorkoutStatistics type="HKQuantityTypeIdentifierHeartRate" average="148.2" minimum="93" maximum="171" unit="count/min"/></Workout>',
    `<Record type="HKQuantityTypeIdentifierRestingHeartRate" unit="count/min" ${at} value="52"/>`,
    `<Record type="HKQuantityTypeIdentifierWalkingHeartRateAverage" unit="count/min" ${at} value="97"/>`,
    `<Record type="HKCategoryTypeIdentifierHighHeartRateEvent" ${at} value="1"/>`,
  ].join('\n');
  const body = others + heartRate(`${at} unit="count/min" value="67"`);
  expect(await readingsOf(exported(body))).toMatchObject([{ value: '67' }]);
});

test('a device’s brackets, blanks that do not break and emoji in names are text like any other', async () => {
  const odd = heartRate(
    `sourceName="Zoë\u2019s\u00a0Watch &amp; \u{1f3c3}" device="&lt;&lt;HKDevice: 0x28&gt;, name:Apple Watch&gt;" ${at} unit="count/min" value="68"`,
  );
  expect(await readingsOf(exported(odd))).toMatchObject([{ value: '68' }]);
});

test('what is refused is shown with its names as they are, in letters and as references', async () => {
  const odd = (name: string) => heartRate(`sourceName="${name}" ${at} unit="Schläge" value="68"`);
  const text = exported(`${odd('Zoë’s Watch')}${odd('Zo&#xeb;&#x2019;s')}`);
  const opened = await folder.open([folder.write('a.xml', text)]);
  const [letters, references] = await rejectedOf(opened);
  expect(letters?.raw).toContain('"sourceName":"Zoë’s Watch"');
  expect(letters?.detail).toContain('"Schläge"');
  expect(references?.raw).toContain('Zoë’s');
  await opened.close();
});

test('the malformed document type of iOS 16 is passed over, and lines are those of the file', async () => {
  const malformed = `<!DOCTYPE HealthData [
<!ELEMENT VisionPrescription ((RightEye|LeftEye)*)>
<!ATTLIST VisionPrescription
  type             CDATA #REQUIRED
  brand            CDATA #IMPLIED
<!ELEMENT RightEye EMPTY>
<!ATTLIST RightEye
  sphere           CDATA #IMPLIED
  device CDATA #IMPLIED
>>
]>`;
  const text = exported(heartRate(`${at} unit="count/min" value="69"`), malformed);
  const line = text.split('\n').findIndex((each) => each.includes('value="69"')) + 1;
  expect(await readingsOf(text)).toMatchObject([{ value: '69', line }]);
});

test('characters that no XML may hold cost nothing, as themselves and as references', async () => {
  const odd = heartRate(`sourceName="a\u000bb\u0000&#11;&#x1F;" ${at} unit="count/min" value="70"`);
  expect(await readingsOf(exported(odd))).toMatchObject([{ value: '70' }]);
});

test('a byte order mark, CRLF, and an export that is one line', async () => {
  const text = exported(heartRate(`${at} unit="count/min" value="71"`));
  expect(await readingsOf(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toMatchObject([
    { value: '71' },
  ]);
  const oneLine = exported(
    Array.from({ length: 40_000 }, (_, i) =>
      heartRate(
        `startDate="2024-03-10 ${new Date(i * 1000).toISOString().slice(11, 19)} -0500" unit="count/min" value="${60 + (i % 40)}"`,
      ),
    ).join(''),
  ).replaceAll('\n', ' ');
  expect(await readingsOf(oneLine)).toHaveLength(40_000);
});

test('a record that a correlation repeats is there once more with the same value, and counts once', async () => {
  const one = heartRate(`${at} unit="count/min" value="72"`);
  const readings = await readingsOf(
    exported(
      `${one}<Correlation type="HKCorrelationTypeIdentifierBloodPressure" ${at}>${one}</Correlation>`,
    ),
  );
  expect(new Set(readings.map(({ time, value }) => `${time} ${value}`)).size).toBe(1);
});

test.each([
  'Exportación.xml',
  'Exportieren.xml',
  '导出.xml',
  'エクスポート.xml',
  'données/exportées.xml',
])(
  'the export is known by its content where it is called %s, in a folder of any name',
  async (name) => {
    const archive = zipArchive([
      { name: `exportación_apple_health/${name}`, content: night },
      {
        name: 'exportación_apple_health/electrocardiograms/ecg_2022.csv',
        content: 'Name,Ann\nClassification,Sinus Rhythm\nAverage Heart Rate,64 BPM\n',
      },
      {
        name: 'exportación_apple_health/workout-routes/route.gpx',
        content: '<?xml version="1.0"?><gpx/>',
      },
    ]);
    const opened = await folder.open([folder.write('export.zip', archive)]);
    expect(opened.rows).toBe(2);
    expect(opened.notes).toHaveLength(2);
    await opened.close();
  },
);

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
  [
    'an export that is cut off within its document type',
    night.slice(0, 120),
    /ends before its first element/,
  ],
  ['an export that is cut off within a record', night.slice(0, -90), /is damaged XML/],
  [
    'a document type without end',
    `<!DOCTYPE HealthData [${'<!ELEMENT a EMPTY>'.repeat(80_000)}`,
    /no element in its first 1048576 characters/,
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

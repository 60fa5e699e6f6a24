/** An export of Apple Health of as many samples as asked for: one `export.xml`, as Apple writes it. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { addDays } from '#lib/time/localDate.ts';
import { type MadeArchive, SampleStream } from './samples.ts';

const start = '2014-01-01';

const head = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 14 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary)*)>
<!ATTLIST Record
  type          CDATA #REQUIRED
  unit          CDATA #IMPLIED
  value         CDATA #IMPLIED
>
]>
<HealthData locale="en_GB">
 <ExportDate value="2024-01-01 12:00:00 +0000"/>
`;

const device =
  '&lt;&lt;HKDevice: 0x283d4e5f0&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,2, software:9.1&gt;';

/** Whole days at a 5-second cadence, at least `samples` in all. */
export async function writeAppleExport(path: string, samples: number): Promise<MadeArchive> {
  const out = createWriteStream(path);
  const stream = new SampleStream('archive');
  let [bytes, written, days] = [0, 0, 0];
  const write = async (text: string) => {
    const part = Buffer.from(text);
    bytes += part.length;
    if (!out.write(part)) await once(out, 'drain');
  };
  await write(head);
  for (; written < samples; days++) {
    const { t, value } = stream.day(addDays(start, days));
    await write(Array.from(t, (ms, i) => record(ms, value[i] ?? 0)).join(''));
    written += t.length;
  }
  await write('</HealthData>\n');
  out.end();
  await once(out, 'close');
  const end = addDays(start, days - 1);
  return { start, end, days, samples: written, bytes, unpackedBytes: bytes };
}

function record(ms: number, bpm: number): string {
  const iso = new Date(ms).toISOString();
  const time = `${iso.slice(0, 10)} ${iso.slice(11, 19)} +0000`;
  return (
    ` <Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Ann’s Apple\u00a0Watch" sourceVersion="9.1" device="${device}" ` +
    `unit="count/min" creationDate="${time}" startDate="${time}" endDate="${time}" value="${bpm}">\n` +
    '  <MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="1"/>\n </Record>\n'
  );
}

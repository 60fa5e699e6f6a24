/** What is read ahead of the parser is what the parser would have read, and nothing is accepted that it refuses. */
import { SaxesParser } from 'saxes';
import seedrandom from 'seedrandom';
import { expect, test } from 'vitest';
import { DamagedFile, type FileRow, headLength, NoHeartRate } from '../../files/kind.ts';
import { ExportText, lettersOf } from './exportText.ts';
import { appleHealth } from './kind.ts';
import { rowsOf } from './records.ts';

/** The rows by the parser alone, or 'refused'. */
function byParser(xml: Buffer): FileRow[] | 'refused' {
  const rows: FileRow[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'Record') rows.push(...rowsOf(attributes, parser.line));
  });
  try {
    const text = new ExportText();
    parser.write(text.take(lettersOf(xml)) + text.end()).close();
    return rows;
  } catch {
    return 'refused';
  }
}

async function byKind(xml: Buffer, chunkSize: number): Promise<FileRow[] | 'refused'> {
  const bytes = xml.subarray(0, headLength);
  const head = { bytes, text: bytes.toString('utf8'), name: 'export.xml' };
  async function* chunks() {
    for (let at = 0; at < xml.length; at += chunkSize) yield xml.subarray(at, at + chunkSize);
  }
  const options = { userColumn: undefined, onUserColumn() {}, onMonthFirst() {} };
  try {
    const rows = await Array.fromAsync(appleHealth.read({ head, chunks: chunks() }, options));
    return rows.flat();
  } catch (error) {
    if (error instanceof NoHeartRate) return [];
    if (error instanceof DamagedFile) return 'refused';
    throw error;
  }
}

const type = (name: string) => `type="HKQuantityTypeIdentifier${name}"`;
const heart = `<Record ${type('HeartRate')} sourceName="Ann’s&#160;W" device="&lt;&lt;HK&gt;" unit="count/min" startDate="2022-10-30 01:05:00 +0100" value="64">\n <MetadataEntry key="a" value="1"/>\n</Record>`;
const parts = [
  heart,
  heart.replace('unit="count/min" ', ''),
  heart.replace('count/min', 'furlongs'),
  heart.replace('value="64"', ''),
  heart.replace('"64"', '"6&#52;"'),
  `<Record ${type('RestingHeartRate')} unit="count/min" startDate="2022-10-30 00:00:00 +0100" value="52"/>`,
  `<Record ${type('StepCount')} value="64"/>`,
  `<!-- ${heart} > ${heart.slice(0, 40)} -->`,
  `<![CDATA[ ${heart} ]]>`,
  `<?note ${heart} ?>`,
  `<Correlation type="c">\n${heart}</Correlation>`,
  `<Workout a='single'>\r\n<WorkoutEvent/>text</Workout>`,
  '\n  ',
  'text & more',
  '<a b="1" b="2"/>',
  '<a b="&nbsp;"/>',
  '<a b="<"/>',
  '<a></b>',
  '</HealthData>',
];

const mutations = ['<', '>', '"', '&', '/', '=', ' ', '\n', '\r', '-', ']', "'", 'x', ''];

test.each(Array.from({ length: 40 }, (_, seed) => seed))(
  'an export made from seed %i',
  async (seed) => {
    const random = seedrandom(`export ${seed}`);
    const below = (limit: number) => Math.floor(random() * limit);
    for (let round = 0; round < 25; round++) {
      // The last of the parts are wrong in themselves.
      const kinds = random() < 0.7 ? parts.length - 6 : parts.length;
      const body = Array.from({ length: below(8) }, () => parts[below(kinds)]).join(
        random() < 0.5 ? '\n' : '',
      );
      let text = `<?xml version="1.0"?>\n<HealthData locale="en">\n${heart}${body}\n</HealthData>\n`;
      if (random() < 0.6) {
        const at = below(text.length);
        text = text.slice(0, at) + mutations[below(mutations.length)] + text.slice(at + below(3));
      }
      const xml = Buffer.from(text);
      const size = [7, 64, 1_000, 100_000][below(4)] ?? 7;
      expect({ text, rows: await byKind(xml, size) }).toEqual({ text, rows: byParser(xml) });
    }
  },
);

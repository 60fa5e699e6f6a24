/** A Google Takeout of as many samples as asked for, written as it is made: zip, a JSON file a day. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';
import { addDays } from '#lib/time/localDate.ts';
import { type MadeArchive, SampleStream } from './samples.ts';

const start = '2014-01-01';

/** Whole days at a 5-second cadence, at least `samples` in all. */
export async function writeTakeout(path: string, samples: number): Promise<MadeArchive> {
  const out = createWriteStream(path);
  const stream = new SampleStream('archive');
  const directory: Buffer[] = [];
  let [bytes, unpackedBytes, written, days] = [0, 0, 0, 0];
  for (; written < samples; days++) {
    const date = addDays(start, days);
    const { t, value } = stream.day(date);
    const entry = entryOf(
      `Takeout/Fitbit/Global Export Data/heart_rate-${date}.json`,
      json(t, value),
      bytes,
    );
    if (!out.write(entry.local)) await once(out, 'drain');
    directory.push(entry.central);
    bytes += entry.local.length;
    unpackedBytes += entry.unpacked;
    written += t.length;
  }
  const end = endOf(directory, bytes);
  out.end(end);
  await once(out, 'close');
  return {
    start,
    end: addDays(start, days - 1),
    days,
    samples: written,
    bytes: bytes + end.length,
    unpackedBytes,
  };
}

/** As Takeout writes it, spread over lines. */
function json(t: Float64Array, value: Int16Array): Buffer {
  const records = Array.from(t, (ms, i) => {
    const iso = new Date(ms).toISOString();
    const time = `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(2, 4)} ${iso.slice(11, 19)}`;
    return `{\n  "dateTime" : "${time}",\n  "value" : {\n    "bpm" : ${value[i]},\n    "confidence" : ${1 + (i % 3)}\n  }\n}`;
  });
  return Buffer.from(`[${records.join(',')}]`);
}

function entryOf(path: string, content: Buffer, offset: number) {
  const name = Buffer.from(path);
  const data = deflateRawSync(content, { level: 6 });
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(data.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  const place = Buffer.alloc(14);
  place.writeUInt32LE(offset, 10);
  return {
    local: Buffer.concat([Buffer.from('PK\x03\x04'), fields, name, data]),
    central: Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), fields, place, name]),
    unpacked: content.length,
  };
}

/** Without zip64: 65,535 files and 4 GB packed are the most, ten times what 50 million samples need. */
function endOf(directory: readonly Buffer[], offset: number): Buffer {
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([central, Buffer.from('PK\x05\x06'), end]);
}

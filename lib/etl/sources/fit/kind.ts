/** FIT files of watches and bicycle computers: one or several chained, each with its header and checksum. */
import {
  DamagedFile,
  type FileContent,
  type FileHead,
  type FileKind,
  type FileRow,
  NoHeartRate,
} from '../../files/kind.ts';
import { CorruptFit, type FitMessage, fitMessages } from './messages.ts';
import { type FitReading, fileTypeOf, HeartRateMessages, messageNumbers } from './records.ts';
import { fitSource } from './source.ts';

/** Bytes; a FIT file is read as a whole, and a day of a watch has about one million. */
const maxFitBytes = 64 * 2 ** 20;

/** Where in its header a file says that it is FIT. */
const signatureAt = 8;
const shortestHeader = 12;

const rowsAtOnce = 10_000;

export const fit: FileKind = {
  key: fitSource.key,
  label: 'a FIT file',
  namesPeople: false,
  recognise,
  read,
};

function recognise({ bytes, name }: FileHead) {
  if (isSigned(bytes)) return true;
  if (!/\.fit$/i.test(name)) return false;
  return { because: 'is named .fit, but does not begin with the header of a FIT file.' };
}

function isSigned(bytes: Buffer): boolean {
  return bytes.toString('latin1', signatureAt, shortestHeader) === '.FIT';
}

async function* read({ chunks }: FileContent): AsyncGenerator<FileRow[]> {
  const bytes = await whole(chunks);
  const heartRate = new HeartRateMessages();
  let line = 0;
  let type: string | undefined;
  for (const file of chainedFiles(bytes)) {
    let rows: FileRow[] = [];
    for (const message of messagesOf(file)) {
      type ??= fileTypeOf(message);
      for (const reading of heartRate.read(message)) rows.push(fileRow(reading, ++line));
      if (rows.length < rowsAtOnce) continue;
      yield rows;
      rows = [];
    }
    yield rows;
  }
  if (line === 0) {
    throw new NoHeartRate(
      `is a sound FIT file (${type ?? 'of unknown type'}), but there is no heart rate in it; leave it out.`,
    );
  }
}

function fileRow({ time, value }: FitReading, line: number): FileRow {
  if (!Number.isNaN(time)) return { line, time, value };
  const detail = 'The file does not say when it was: no date and time come before it.';
  return { line, refused: 'time-unreadable', detail, text: JSON.stringify({ value }) };
}

async function whole(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    if (length <= maxFitBytes) continue;
    throw new DamagedFile(`has more than ${maxFitBytes} bytes, as no FIT file of a person has.`);
  }
  return Buffer.concat(parts);
}

/**
 * The files of a chain: devices put what a strap sends later behind the file, as one of its own.
 * All are found before any is read, as a corrupt length shows only in what follows.
 */
function chainedFiles(bytes: Buffer): Buffer[] {
  const files: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    const headerSize = bytes[start] ?? 0;
    const isHeader = headerSize === 12 || headerSize === 14;
    if (!isHeader || !isSigned(bytes.subarray(start)))
      throw start === 0 ? damaged('its header is corrupt') : goesOn(start, bytes.length);
    const end = start + headerSize + bytes.readUInt32LE(start + 4) + 2;
    if (end > bytes.length) throw cutOff(start, end, bytes.length);
    files.push(bytes.subarray(start, end));
    start = end;
  }
  return files;
}

const wanted: ReadonlySet<number> = new Set(Object.values(messageNumbers));

function* messagesOf(bytes: Buffer): Generator<FitMessage> {
  try {
    yield* fitMessages(bytes, wanted);
  } catch (error) {
    if (error instanceof CorruptFit) throw damaged(error.message);
    throw error;
  }
}

function damaged(why: string): DamagedFile {
  return new DamagedFile(`is a damaged FIT file: ${why}. Copy it from the device again.`);
}

function cutOff(start: number, end: number, length: number): DamagedFile {
  return new DamagedFile(
    `is a FIT file that is cut off: its header announces ${end - start} bytes and there are ` +
      `${length - start}. Copy it from the device again.`,
  );
}

function goesOn(start: number, length: number): DamagedFile {
  return new DamagedFile(
    `is a damaged FIT file: its header is corrupt, as it announces ${start} bytes and ${length - start} ` +
      'more follow that are no FIT. Copy it from the device again.',
  );
}

/** Bytes to numbered lines of text, a chunk at a time; and what is told from a file's first bytes. */
import { DamagedFile, headLength, NoHeartRate } from './kind.ts';

export interface Line {
  /** 1-based. */
  number: number;
  text: string;
}

/** Characters; a row of heart-rate data has about forty. A longer line is no table. */
const maxLineLength = 65_536;

const utf16 = 'is written in UTF-16; save it as "CSV UTF-8" and import that.';
const binary = 'is no text but binary data of no kind that is known.';
const empty = 'is empty: it has neither a header nor rows.';

/**
 * Lines of UTF-8 text that end in LF, CRLF or CR, without the byte order mark; one array a chunk.
 * @throws {NoHeartRate} for what is no text; {DamagedFile} for a line beyond `maxLineLength`.
 */
export async function* lineBatches(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line[]> {
  const decoder = new TextDecoder('utf-8');
  let head: Buffer | undefined = Buffer.alloc(0);
  let terminator = '\n';
  let carry = '';
  let number = 0;
  const take = (text: string, last: boolean) => {
    const parts = (carry + text).split(terminator);
    carry = last ? '' : (parts.pop() ?? '');
    if (last && parts.at(-1) === '') parts.pop();
    const lines = parts.map((part) => ({ number: ++number, text: withoutReturn(part) }));
    checkLengths(lines, carry, number);
    return lines;
  };
  for await (const chunk of chunks) {
    if (head === undefined) {
      yield take(decoder.decode(chunk, { stream: true }), false);
      continue;
    }
    // A stream may begin with a few bytes; the head has to be long enough to be judged.
    head = Buffer.concat([head, chunk]);
    if (head.length < headLength) continue;
    terminator = terminatorOf(head);
    yield take(decoder.decode(head, { stream: true }), false);
    head = undefined;
  }
  if (head) terminator = terminatorOf(head);
  yield take(head ? decoder.decode(head) : decoder.decode(), true);
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

function checkLengths(lines: readonly Line[], carry: string, complete: number): void {
  const long = lines.find(({ text }) => text.length > maxLineLength)?.number;
  const tooLong = long ?? (carry.length > maxLineLength ? complete + 1 : undefined);
  if (tooLong === undefined) return;
  throw new DamagedFile(
    `has a line of more than ${maxLineLength} characters (line ${tooLong}), so it is no CSV file ` +
      'of heart-rate rows; check what it is.',
  );
}

function terminatorOf(head: Buffer): string {
  refuseWhatIsNoText(head.subarray(0, headLength));
  return head.includes(0x0a) || !head.includes(0x0d) ? '\n' : '\r';
}

function refuseWhatIsNoText(head: Buffer): void {
  if (head.length === 0) throw new NoHeartRate(empty);
  const mark = head.length >= 2 ? head.readUInt16BE(0) : 0;
  if (mark === 0xfffe || mark === 0xfeff) throw new NoHeartRate(utf16);
  const zeros = head.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  // A few in later lines are rows gone wrong, as after a power cut; those are refused one by one.
  const inFirstLine = head.subarray(0, lineEnd(head)).includes(0);
  if (!inFirstLine && zeros < head.length / 10) return;
  // Latin text in UTF-16 without its mark is every other byte 0.
  const alternate = head.every((byte, i) => i % 2 === (head[0] === 0 ? 1 : 0) || byte === 0);
  throw new NoHeartRate(alternate ? utf16 : binary);
}

function lineEnd(head: Buffer): number {
  const at = head.findIndex((byte) => byte === 0x0a || byte === 0x0d);
  return at < 0 ? head.length : at;
}

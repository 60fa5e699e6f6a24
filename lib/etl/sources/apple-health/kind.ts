/** `export.xml` of Apple Health, which its export.zip holds among other files. */
import { SaxesParser } from 'saxes';
import { messageOf } from '#lib/errors.ts';
import {
  DamagedFile,
  type FileContent,
  type FileHead,
  type FileKind,
  type FileRow,
  NoHeartRate,
} from '../../files/kind.ts';
import { ExportText, lettersOf } from './exportText.ts';
import { PlainElements, type PlainTag } from './plainElements.ts';
import { isOfInterest, type RecordAttributes, rowAttributes, rowsOf } from './records.ts';
import { appleHealthSource } from './source.ts';

/** Bytes without any element, beyond which a file is no export: an element has some hundreds. */
const maxElementBytes = 2 ** 20;

/** Bytes taken at once: longer strings are kept apart by the runtime, which takes three times as long. */
const pieceBytes = 2 ** 16;

/** Characters beyond which an element is for the parser, whatever it holds. */
const maxPlainElement = 2 ** 14;

export const appleHealth: FileKind = {
  key: appleHealthSource.key,
  label: 'an export of Apple Health',
  namesPeople: false,
  recognise: ({ text }: FileHead) => /<!DOCTYPE\s+HealthData\b|<HealthData\b/.test(text),
  read,
};

async function* read({ chunks }: FileContent): AsyncGenerator<FileRow[]> {
  const reader = new ExportReader();
  let rows = 0;
  for await (const chunk of chunks) {
    const batch = reader.take(chunk);
    rows += batch.length;
    yield batch;
  }
  const last = reader.end();
  yield last;
  if (rows + last.length > 0) return;
  throw new NoHeartRate('is an export of Apple Health without any heart rate.');
}

class ExportReader {
  readonly #parser = new SaxesParser({ xmlns: false, fragment: false });
  readonly #text = new ExportText();
  readonly #plain = new PlainElements((tag) => this.#takePlain(tag));
  #rows: FileRow[] = [];
  /** Of the plain element that is being read. */
  #plainRows: FileRow[] = [];
  /** Characters that nobody has read yet. */
  #pending = '';
  /** Characters since an element began or ended. */
  #silence = 0;
  #depth = 0;
  /** How many characters the parser was given, and how many it had read at its last tag. */
  #given = 0;
  #lastTagAt = -1;

  constructor() {
    const parser = this.#parser;
    parser.on('opentag', ({ name, attributes }) => {
      this.#depth += 1;
      this.#tagEnds();
      if (name === 'Record') this.#rows.push(...rowsOf(attributes, parser.line));
    });
    parser.on('closetag', () => {
      this.#depth -= 1;
      this.#tagEnds();
    });
    parser.on('error', (error) => {
      throw damagedXml(error);
    });
  }

  /** @throws {DamagedFile} for what is no well-formed XML, declares entities or has no end. */
  take(chunk: Buffer): FileRow[] {
    for (let from = 0; from < chunk.length; from += pieceBytes) {
      this.#pending += this.#text.take(lettersOf(chunk.subarray(from, from + pieceBytes)));
      this.#read(maxPlainElement);
    }
    return this.#takenRows();
  }

  end(): FileRow[] {
    this.#pending += this.#text.end();
    this.#read(0);
    this.#parser.close();
    return this.#takenRows();
  }

  /** @param spare characters at the end that are left, should a plain element begin there. */
  #read(spare: number): void {
    const text = this.#pending;
    const mayBePlain = !text.includes('\r');
    let at = 0;
    while (at < text.length) {
      if (mayBePlain && this.#isBetweenElements()) {
        at = this.#readPlain(text, at);
        if (at + spare >= text.length) break;
      }
      const next = text.indexOf('>', at);
      const end = next < 0 ? text.length : next + 1;
      this.#parse(text.slice(at, end));
      at = end;
    }
    this.#pending = text.slice(at);
  }

  /** Whether the parser stands behind a tag, within the outermost element alone. */
  #isBetweenElements(): boolean {
    return this.#depth === 1 && this.#lastTagAt === this.#given;
  }

  /** The parser is given blank lines instead, so that its lines stay those of the file. */
  #readPlain(text: string, at: number): number {
    const { end, lines } = this.#plain.read(text, at, this.#parser.line, () => {
      for (const row of this.#plainRows) this.#rows.push(row);
      this.#plainRows = [];
    });
    this.#plainRows = [];
    if (end === at) return at;
    const lastLine = lines === 0 ? at : text.lastIndexOf('\n', end - 1) + 1;
    this.#parse('\n'.repeat(lines) + ' '.repeat(end - lastLine));
    this.#tagEnds();
    this.#lastTagAt = this.#given;
    return end;
  }

  /** @returns false where the parser is to read the element. */
  #takePlain(tag: PlainTag): boolean {
    if (tag.name !== 'Record') return true;
    const attributes: RecordAttributes = {};
    for (const name of rowAttributes) {
      const value = tag.valueOf(name);
      if (value === null) return false;
      if (value !== undefined) attributes[name] = value;
      if (name === 'type' && !isOfInterest(value)) return true;
    }
    const rows = rowsOf(attributes, tag.line);
    // The others show all that the element has.
    if (rows.some((row) => 'text' in row)) return false;
    this.#plainRows.push(...rows);
    return true;
  }

  #tagEnds(): void {
    this.#silence = 0;
    this.#lastTagAt = this.#parser.position;
  }

  #parse(text: string): void {
    this.#silence += text.length;
    this.#given += text.length;
    try {
      this.#parser.write(text);
    } catch (error) {
      throw error instanceof DamagedFile ? error : damagedXml(error);
    }
    if (this.#silence > maxElementBytes) {
      throw new DamagedFile(
        `has no element in more than ${maxElementBytes} characters (line ${this.#parser.line}), as no export has.`,
      );
    }
  }

  #takenRows(): FileRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }
}

/** The parser's messages begin with line and column. */
function damagedXml(error: unknown): DamagedFile {
  const why = messageOf(error).replace(/\.$/, '');
  return new DamagedFile(`is damaged XML (line:column ${why}); export it again.`, { cause: error });
}

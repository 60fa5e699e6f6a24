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
import { heartRateType, restingHeartRateType, restingRowOf, rowOf } from './records.ts';
import { appleHealthSource } from './source.ts';

/** Bytes without any element, beyond which a file is no export: an element has some hundreds. */
const maxElementBytes = 2 ** 20;

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
    const batch = reader.take(lettersOf(chunk));
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
  #rows: FileRow[] = [];
  /** Characters since an element began or ended. */
  #silence = 0;

  constructor() {
    const parser = this.#parser;
    parser.on('opentag', ({ name, attributes }) => {
      this.#silence = 0;
      if (name !== 'Record') return;
      if (attributes.type === heartRateType) this.#rows.push(rowOf(attributes, parser.line));
      else if (attributes.type === restingHeartRateType) {
        this.#rows.push(restingRowOf(attributes, parser.line));
      }
    });
    parser.on('error', (error) => {
      throw damagedXml(error);
    });
  }

  /** @throws {DamagedFile} for what is no well-formed XML, declares entities or has no end. */
  take(text: string): FileRow[] {
    return this.#parse(this.#text.take(text));
  }

  #parse(text: string): FileRow[] {
    this.#silence += text.length;
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
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  end(): FileRow[] {
    const rows = this.#parse(this.#text.end());
    this.#parser.close();
    return [...rows, ...this.#rows];
  }
}

/** The parser's messages begin with line and column. */
function damagedXml(error: unknown): DamagedFile {
  const why = messageOf(error).replace(/\.$/, '');
  return new DamagedFile(`is damaged XML (line:column ${why}); export it again.`, { cause: error });
}

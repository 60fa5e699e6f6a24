/**
 * The text of an export as a strict parser takes it. Apple's own exports are not always XML: the
 * document type of iOS 16 is malformed, and names and notes hold control characters.
 */
import { DamagedFile } from '../../files/kind.ts';

/** Characters before the first element, beyond which a file is no export; Apple's have 10,000. */
const maxProlog = 2 ** 20;

const entities =
  'declares entities, which an export of Apple Health never does and which can grow without end; it was not read.';

/** What no XML may hold: control characters except tab and line ends. */
const forbidden = /[^\P{Cc}\t\n\r\x7f-\x9f]/gu;

/** Such a character as a reference: `&#11;`, `&#x0B;`. */
const forbiddenReference = /&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]));/gi;

/** Longer than any reference: one that begins nearer to the end of a chunk may go on in the next. */
const longestReference = 12;

const replacement = '?';

/**
 * An export's bytes, each as one letter: all that is read of it is ASCII, and to decode letters
 * beyond it, which stand in the name of the watch in every record, took a third of the time.
 */
export function lettersOf(chunk: Buffer): string {
  return chunk.toString('latin1');
}

/** The text that such letters stand for, where it is shown; with references in it, it is text already. */
export function textOf(letters: string): string {
  const isBytes = Array.from(letters).every((letter) => letter <= '\u00ff');
  const text = isBytes ? Buffer.from(letters, 'latin1').toString('utf8') : letters;
  return text.includes('\uFFFD') ? letters : text;
}

export class ExportText {
  /** What comes before the first element, until it is there; undefined afterwards. */
  #prolog: string | undefined = '';
  #carry = '';

  /**
   * @returns what may be parsed of the text so far: the element and all behind it, on its own lines.
   * @throws {DamagedFile} for a document type that declares entities, and where no element comes.
   */
  take(text: string): string {
    const all = this.#carry + text;
    const ampersand = all.lastIndexOf('&');
    const isOpen = ampersand > all.length - longestReference && !all.includes(';', ampersand);
    const whole = isOpen && ampersand >= 0 ? all.slice(0, ampersand) : all;
    this.#carry = all.slice(whole.length);
    return this.#behindProlog(clean(whole));
  }

  /** What is left at the end of the file. */
  end(): string {
    const rest = this.#behindProlog(clean(this.#carry));
    if (this.#prolog === undefined) return rest;
    throw new DamagedFile('ends before its first element; export it again.');
  }

  #behindProlog(text: string): string {
    if (this.#prolog === undefined) return text;
    const all = this.#prolog + text;
    const start = all.search(/<HealthData[\s>/]/);
    const prolog = start < 0 ? all : all.slice(0, start);
    if (prolog.includes('<!ENTITY')) throw new DamagedFile(entities);
    if (prolog.length > maxProlog) {
      throw new DamagedFile(
        `has no element in its first ${maxProlog} characters, as no export has.`,
      );
    }
    this.#prolog = start < 0 ? all : undefined;
    if (start < 0) return '';
    // Its lines stay, so that those of the records are those of the file.
    return '\n'.repeat(prolog.split('\n').length - 1) + all.slice(start);
  }
}

function clean(text: string): string {
  return text.replace(forbidden, replacement).replace(forbiddenReference, replacement);
}

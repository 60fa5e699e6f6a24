/**
 * Elements of an export in the plain form in which Apple writes them, read ahead of the parser: they
 * are nearly all of the file. What is accepted here is well-formed for certain; anything else, sound
 * or not, is left for the parser to judge, from the beginning of the element that holds it.
 */

/** Where an attribute's value lies in the text. */
interface Span {
  start: number;
  end: number;
}

/** An opening tag: `at` gives an attribute's value where it is there and plain, without references. */
export interface PlainTag {
  name: string;
  line: number;
  /** @returns undefined where there is no such attribute; null where its value is for the parser. */
  valueOf(attribute: string): string | undefined | null;
}

/** How far the reading ahead came. */
export interface PlainStretch {
  /** Where the next element begins, which is not plain, or not there as a whole. */
  end: number;
  /** Lines that were passed. */
  lines: number;
}

/** Attributes of an element, and elements within each other, beyond which the parser is asked. */
const maxAttributes = 30;
const maxDepth = 20;

const lt = 0x3c;
const gt = 0x3e;
const slash = 0x2f;
const quote = 0x22;

const namePattern = /^[A-Za-z_][\w.:-]*$/;
const tagName = /[A-Za-z_][\w.:-]*/y;
/** Those that every XML has, and of characters that it may hold. */
const reference =
  /&(?:lt|gt|amp|quot|apos|#(?:3[2-9]|[4-9]\d|[1-9]\d{2,3})|#x(?:[2-9a-fA-F][\da-fA-F]|[1-9a-fA-F][\da-fA-F]{2}|[1-9a-cA-C][\da-fA-F]{3}));/y;

/** The attributes that elements of a name have had: checked once, and recognised by their text. */
class Attributes {
  readonly #starts: string[] = [];
  readonly #names: string[] = [];
  readonly #spans: Span[] = [];
  #seen = 0;
  #next = 0;

  clear(): void {
    this.#seen = 0;
    this.#next = 0;
  }

  /** The attribute that begins there: its number, or -1 where it is not plain, or comes twice. */
  at(text: string, from: number): number {
    let found = this.#next;
    if (!text.startsWith(this.#starts[found] ?? '\0', from)) {
      found = this.#starts.findIndex((start) => text.startsWith(start, from));
      if (found < 0) found = this.#learn(text, from);
    }
    const bit = 1 << found;
    if (found < 0 || (this.#seen & bit) !== 0) return -1;
    this.#seen |= bit;
    this.#next = found + 1;
    return found;
  }

  /** Length of the attribute's name with `="`. */
  lengthOf(number: number): number {
    return this.#starts[number]?.length ?? 0;
  }

  keep(number: number, start: number, end: number): void {
    const span = this.#spans[number];
    if (!span) return;
    span.start = start;
    span.end = end;
  }

  spanOf(name: string): Span | undefined {
    const number = this.#names.indexOf(name);
    return number >= 0 && (this.#seen & (1 << number)) !== 0 ? this.#spans[number] : undefined;
  }

  #learn(text: string, from: number): number {
    const equals = text.indexOf('=', from);
    const name = text.slice(from, Math.max(equals, from));
    if (!namePattern.test(name) || text.charCodeAt(equals + 1) !== quote) return -1;
    if (this.#starts.length >= maxAttributes) return -1;
    this.#names.push(name);
    this.#spans.push({ start: 0, end: 0 });
    return this.#starts.push(`${name}="`) - 1;
  }
}

export class PlainElements implements PlainTag {
  name = '';
  line = 0;
  readonly #attributes = new Map<string, Attributes>();
  readonly #onTag: (tag: PlainTag) => boolean;
  #text = '';
  #at = 0;
  #current: Attributes | undefined;
  #nextLine = -1;
  #nextReference = -1;
  #nextTag = -1;

  /** @param onTag told of each opening tag in its order; false where the parser is to read its element. */
  constructor(onTag: (tag: PlainTag) => boolean) {
    this.#onTag = onTag;
  }

  /**
   * Reads whole elements from `from` on, where content begins, as long as they are plain.
   * @param onWhole called behind each of them: what was told of its tags holds.
   */
  read(text: string, from: number, line: number, onWhole: () => void): PlainStretch {
    this.#text = text;
    this.#at = from;
    this.line = line;
    this.#nextLine = text.indexOf('\n', from);
    this.#nextReference = text.indexOf('&', from);
    for (;;) {
      this.#passBlanks();
      const end = this.#at;
      const lines = this.#lineAt(end) - line;
      if (!this.#element(0)) return { end, lines };
      onWhole();
    }
  }

  valueOf(attribute: string): string | undefined | null {
    const span = this.#current?.spanOf(attribute);
    if (!span) return undefined;
    const value = this.#text.slice(span.start, span.end);
    return /[&\t\n]/.test(value) ? null : value;
  }

  #element(depth: number): boolean {
    const name = this.#openingTag(depth);
    if (name === undefined) return false;
    if (name === '') return true;
    for (;;) {
      this.#passBlanks();
      const at = this.#at;
      if (this.#code(at + 1) === slash) {
        const end = at + 2 + name.length;
        this.#at = end + 1;
        const closes = this.#code(at) === lt && this.#text.startsWith(name, at + 2);
        return closes && this.#code(end) === gt;
      }
      if (!this.#element(depth + 1)) return false;
    }
  }

  /** @returns its name, '' where it ends its element, undefined where it is not plain. */
  #openingTag(depth: number): string | undefined {
    const begin = this.#at;
    if (this.#code(begin) !== lt || depth > maxDepth) return undefined;
    tagName.lastIndex = begin + 1;
    const name = tagName.exec(this.#text)?.[0];
    if (name === undefined) return undefined;
    this.#nextTag = this.#text.indexOf('<', begin + 1);
    const attributes = this.#attributesOf(name);
    for (let at = begin + 1 + name.length; at >= 0; ) {
      const behind = this.#behindBlanks(at);
      const code = this.#code(behind);
      const isEmpty = code === slash && this.#code(behind + 1) === gt;
      if (code === gt || isEmpty) {
        this.#at = behind + (isEmpty ? 2 : 1);
        if (!this.#tell(name, attributes)) return undefined;
        return isEmpty ? '' : name;
      }
      at = behind > at ? this.#attribute(attributes, behind) : -1;
    }
    return undefined;
  }

  /** @returns where it ends, or -1 where it is not plain. */
  #attribute(attributes: Attributes, at: number): number {
    const number = attributes.at(this.#text, at);
    if (number < 0) return -1;
    const start = at + attributes.lengthOf(number);
    const end = this.#text.indexOf('"', start);
    if (end < 0 || (this.#nextTag >= 0 && this.#nextTag < end)) return -1;
    if (this.#nextReference >= 0 && this.#nextReference < start) {
      this.#nextReference = this.#text.indexOf('&', start);
    }
    if (!this.#areReferences(end)) return -1;
    attributes.keep(number, start, end);
    return end + 1;
  }

  /** Whether all that come before the end of a value are known. */
  #areReferences(end: number): boolean {
    for (let at = this.#nextReference; at >= 0 && at < end; at = this.#nextReference) {
      reference.lastIndex = at;
      if (!reference.test(this.#text)) return false;
      this.#nextReference = this.#text.indexOf('&', at + 1);
    }
    return true;
  }

  #tell(name: string, attributes: Attributes): boolean {
    this.name = name;
    this.line = this.#lineAt(this.#at);
    this.#current = attributes;
    return this.#onTag(this);
  }

  #attributesOf(name: string): Attributes {
    const known = this.#attributes.get(name) ?? new Attributes();
    if (this.#attributes.size < 1_000) this.#attributes.set(name, known);
    known.clear();
    return known;
  }

  #passBlanks(): void {
    this.#at = this.#behindBlanks(this.#at);
  }

  #behindBlanks(from: number): number {
    let at = from;
    for (let code = this.#code(at); code === 0x20 || code === 0x0a || code === 0x09; ) {
      at += 1;
      code = this.#code(at);
    }
    return at;
  }

  #lineAt(position: number): number {
    while (this.#nextLine >= 0 && this.#nextLine < position) {
      this.line += 1;
      this.#nextLine = this.#text.indexOf('\n', this.#nextLine + 1);
    }
    return this.line;
  }

  #code(at: number): number {
    return this.#text.charCodeAt(at);
  }
}

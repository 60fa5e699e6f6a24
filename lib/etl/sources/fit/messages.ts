/**
 * The messages of one FIT file, one after another. Ours because libraries refuse sound files of
 * older devices: protocol version 0, and compressed timestamps whose definition has no timestamp.
 * @see https://developer.garmin.com/fit/protocol/
 */
import { fileChecksum } from './checksum.ts';

export interface FitField {
  number: number;
  /** Base type of the protocol: 0x02 uint8, 0x84 uint16, 0x86 uint32 and so on. */
  type: number;
  bytes: Buffer;
}

/** A field that an application on the device has defined, see `field_description`. */
export interface FitDeveloperField {
  number: number;
  developer: number;
  bytes: Buffer;
}

export interface FitMessage {
  /** Global message number of the FIT profile. */
  number: number;
  littleEndian: boolean;
  /** Seconds since 1989-12-31 00:00 UTC; absent where the message has none. */
  timestamp?: number;
  fields: FitField[];
  developerFields: FitDeveloperField[];
}

/** What is wrong with a file, as the middle of a sentence. */
export class CorruptFit extends Error {
  override readonly name = 'CorruptFit';
}

interface Definition {
  number: number;
  littleEndian: boolean;
  fields: { number: number; size: number; type: number }[];
  developerFields: { number: number; size: number; developer: number }[];
  /** Bytes of a message. */
  size: number;
  hasTimestamp: boolean;
}

const timestampField = 253;
const noTimestamp = 0xffffffff;
const headerWithChecksum = 14;

/**
 * @param bytes one file from the first byte of its header to the last of its checksum.
 * @param wanted global numbers of the messages that are given; the others are passed over.
 * @throws {CorruptFit} where a checksum does not match or the messages cannot be told apart.
 */
export function* fitMessages(bytes: Buffer, wanted: ReadonlySet<number>): Generator<FitMessage> {
  const headerSize = bytes[0] ?? 0;
  const end = bytes.length - 2;
  if (headerSize === headerWithChecksum) checkHeader(bytes);
  if (fileChecksum(bytes.subarray(0, end)) !== bytes.readUInt16LE(end)) {
    throw new CorruptFit('its checksum does not match');
  }
  yield* new MessageReader(bytes.subarray(0, end), headerSize, wanted).messages();
}

function checkHeader(bytes: Buffer): void {
  const said = bytes.readUInt16LE(headerWithChecksum - 2);
  // 0 says that the device has not computed it.
  if (said !== 0 && said !== fileChecksum(bytes.subarray(0, headerWithChecksum - 2))) {
    throw new CorruptFit('the checksum of its header does not match');
  }
}

class MessageReader {
  readonly #bytes: Buffer;
  readonly #wanted: ReadonlySet<number>;
  readonly #definitions = new Map<number, Definition>();
  #at: number;
  #lastTimestamp: number | undefined;

  constructor(bytes: Buffer, start: number, wanted: ReadonlySet<number>) {
    this.#bytes = bytes;
    this.#at = start;
    this.#wanted = wanted;
  }

  *messages(): Generator<FitMessage> {
    while (this.#at < this.#bytes.length) {
      const header = this.#byte();
      const isCompressed = (header & 0x80) !== 0;
      if (!isCompressed && (header & 0x40) !== 0) {
        this.#definitions.set(header & 0x0f, this.#definition((header & 0x20) !== 0));
        continue;
      }
      const definition = this.#definitions.get(isCompressed ? (header >> 5) & 0x03 : header & 0x0f);
      if (!definition) throw this.#corrupt('a message without a definition');
      const message = this.#message(definition, isCompressed ? header & 0x1f : undefined);
      if (message) yield message;
    }
  }

  #definition(hasDeveloperFields: boolean): Definition {
    const [, architecture] = this.#take(2);
    if (architecture !== 0 && architecture !== 1) throw this.#corrupt('a definition');
    const littleEndian = architecture === 0;
    const two = this.#take(2);
    const number = littleEndian ? two.readUInt16LE() : two.readUInt16BE();
    const fields = this.#triples().map(([number, size, type]) => ({ number, size, type }));
    const developerFields = hasDeveloperFields
      ? this.#triples().map(([number, size, developer]) => ({ number, size, developer }))
      : [];
    const size = [...fields, ...developerFields].reduce((sum, field) => sum + field.size, 0);
    const hasTimestamp = fields.some((field) => field.number === timestampField);
    return { number, littleEndian, fields, developerFields, size, hasTimestamp };
  }

  #triples(): [number, number, number][] {
    return Array.from({ length: this.#byte() }, () => [this.#byte(), this.#byte(), this.#byte()]);
  }

  /** @param seconds the low 5 bits of the timestamp, where the message's header carries them. */
  #message(definition: Definition, seconds: number | undefined): FitMessage | undefined {
    const { number, littleEndian } = definition;
    const isWanted = this.#wanted.has(number);
    if (!isWanted && seconds === undefined && !definition.hasTimestamp) {
      this.#take(definition.size);
      return undefined;
    }
    const fields = definition.fields.map(({ number, size, type }) => {
      return { number, type, bytes: this.#take(size) };
    });
    const developerFields = definition.developerFields.map(({ number, size, developer }) => {
      return { number, developer, bytes: this.#take(size) };
    });
    const own = timestampOf(fields, littleEndian);
    if (own !== undefined) this.#lastTimestamp = own;
    const timestamp = own ?? (seconds === undefined ? undefined : this.#countedOn(seconds));
    if (!isWanted) return undefined;
    const message = { number, littleEndian, fields, developerFields };
    return timestamp === undefined ? message : { ...message, timestamp };
  }

  /** From the last timestamp on to the next one that ends in these 5 bits. */
  #countedOn(seconds: number): number | undefined {
    const last = this.#lastTimestamp;
    if (last === undefined) return undefined;
    this.#lastTimestamp = last + ((seconds - (last % 32) + 32) % 32);
    return this.#lastTimestamp;
  }

  #byte(): number {
    return this.#take(1)[0] ?? 0;
  }

  #take(size: number): Buffer {
    const from = this.#at;
    this.#at += size;
    if (this.#at > this.#bytes.length) throw this.#corrupt('a message that does not end');
    return this.#bytes.subarray(from, this.#at);
  }

  #corrupt(what: string): CorruptFit {
    return new CorruptFit(`its messages are corrupt (${what}, before byte ${this.#at})`);
  }
}

function timestampOf(fields: readonly FitField[], littleEndian: boolean): number | undefined {
  const bytes = fields.find(({ number }) => number === timestampField)?.bytes;
  if (bytes?.length !== 4) return undefined;
  const value = littleEndian ? bytes.readUInt32LE() : bytes.readUInt32BE();
  return value === noTimestamp ? undefined : value;
}

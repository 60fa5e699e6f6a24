/** Readings and refused rows as the spool keeps them: numbers where their text can be made again, else text. */
import { z } from 'zod';
import type { RejectedRecord, TimeNotation } from '../types.ts';
import { type CompactTime, type TimeForm, timeForms, writtenTime } from './compactTime.ts';
import type { Spool } from './spool.ts';

/** The key under which refused rows without a date lie; it sorts before every date. */
export const refusedKey = '';

export type SpoolNotation = TimeNotation & ('iso' | 'us');

/** A reading with its time as numbers, or as text with the notation it is in. */
export interface SpooledReading {
  /** Index among the import's origins. */
  origin: number;
  line: number;
  time: CompactTime | { notation: SpoolNotation; text: string };
  value: string | number;
  contact: boolean | undefined;
  /** What the device's clock was ahead of UTC, s, in whole minutes. */
  utcOffset: number | undefined;
}

export interface SpooledRefusal {
  /** Index among the import's origins. */
  origin: number;
  line: number;
  reason: RejectedRecord['reason'];
  detail: string;
  raw: string;
}

/*
 * A row: 0 its form, 1 flags, 2 bpm (int16), 4 line, 8 origin; then either 12 the offset in minutes
 * (int16), 14 that of the device's clock (int16) and 16 the face in ms (float64), or 12 the length of
 * the JSON text that follows.
 */
const compactSize = 24;
const textStart = 16;
const rowForms = { compact: 0, text: 1, refusal: 2, figure: 3 } as const;

const valueForms = { number: 0, text: 1, textWithZero: 2 } as const;
const contactForms = [undefined, true, false] as const;

const figureRow = z.union([z.string(), z.number()]);
/** Where nothing is said of the device's clock. */
const noOffset = -32_768;

const textRow = z.tuple([
  z.enum(['iso', 'us']),
  z.string(),
  z.union([z.string(), z.number()]),
  z.number(),
]);
const refusedRow = z.tuple([z.enum(['row-malformed', 'time-unreadable']), z.string(), z.string()]);

export function spoolReading(
  spool: Spool,
  owner: string,
  date: string,
  { origin, line, time, value, contact, utcOffset }: SpooledReading,
): void {
  const bpm = compactValue(value);
  const contactFlag = contactForms.indexOf(contact) << 5;
  const deviceMinutes = utcOffset === undefined ? noOffset : Math.round(utcOffset / 60);
  if ('text' in time || bpm === undefined) {
    const written = 'text' in time ? time : textOf(time);
    const text = JSON.stringify([written.notation, written.text, value, deviceMinutes]);
    addText(spool, owner, date, { form: rowForms.text, flags: contactFlag, line, origin, text });
    return;
  }
  const flags = time.form | (bpm.form << 3) | contactFlag;
  spool.add(owner, date, compactSize, (bytes, at) => {
    bytes[at] = rowForms.compact;
    bytes[at + 1] = flags;
    bytes.writeInt16LE(bpm.value, at + 2);
    bytes.writeUInt32LE(line, at + 4);
    bytes.writeUInt32LE(origin, at + 8);
    bytes.writeInt16LE(time.offsetMinutes, at + 12);
    bytes.writeInt16LE(deviceMinutes, at + 14);
    bytes.writeDoubleLE(time.faceMs, at + 16);
  });
}

export function spoolRefusal(
  spool: Spool,
  owner: string,
  { origin, line, reason, detail, raw }: SpooledRefusal,
): void {
  const text = JSON.stringify([reason, detail, raw]);
  addText(spool, owner, refusedKey, { form: rowForms.refusal, flags: 0, line, origin, text });
}

/** A vendor's figure of a date, under an owner of its own: see `figuresOf`. */
export function spoolFigure(
  spool: Spool,
  owner: string,
  date: string,
  { origin, line, value }: Pick<SpooledReading, 'origin' | 'line' | 'value'>,
): void {
  const text = JSON.stringify(value);
  addText(spool, owner, date, { form: rowForms.figure, flags: 0, line, origin, text });
}

function addText(
  spool: Spool,
  owner: string,
  key: string,
  row: { form: number; flags: number; line: number; origin: number; text: string },
): void {
  const text = Buffer.from(row.text);
  spool.add(owner, key, textStart + text.length, (bytes, at) => {
    bytes[at] = row.form;
    bytes[at + 1] = row.flags;
    bytes.writeUInt32LE(row.line, at + 4);
    bytes.writeUInt32LE(row.origin, at + 8);
    bytes.writeUInt32LE(text.length, at + 12);
    text.copy(bytes, at + textStart);
  });
}

function textOf({ form, faceMs, offsetMinutes }: CompactTime) {
  return { notation: notationOf(form), text: writtenTime(form, faceMs, offsetMinutes) };
}

function notationOf(form: TimeForm): SpoolNotation {
  return form === timeForms.us ? 'us' : 'iso';
}

/** The form of a value from which it is made again as it was. */
function compactValue(value: string | number): { form: number; value: number } | undefined {
  if (typeof value === 'number') {
    return value === (value << 16) >> 16 ? { form: valueForms.number, value } : undefined;
  }
  const whole = value.endsWith('.0');
  const digits = whole ? value.slice(0, -2) : value;
  if (!/^(?:0|[1-9]\d{0,3})$/.test(digits)) return undefined;
  return { form: whole ? valueForms.textWithZero : valueForms.text, value: Number(digits) };
}

/** Goes through the rows of a batch; the fields are those of the row it stands at. */
export class RowCursor {
  origin = 0;
  line = 0;
  contact: boolean | undefined;
  isRefusal = false;
  readonly #bytes: Buffer;
  #at = 0;
  #next = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** Goes to the next row; false behind the last one. */
  next(): boolean {
    const bytes = this.#bytes;
    const at = this.#next;
    if (at >= bytes.length) return false;
    this.#at = at;
    this.line = bytes.readUInt32LE(at + 4);
    this.origin = bytes.readUInt32LE(at + 8);
    this.contact = contactForms[(bytes[at + 1] ?? 0) >> 5];
    this.isRefusal = bytes[at] === rowForms.refusal;
    const isCompact = bytes[at] === rowForms.compact;
    this.#next = at + (isCompact ? compactSize : textStart + bytes.readUInt32LE(at + 12));
    return true;
  }

  /** A number that only readings of one moment and one value share; NaN where the row has none. */
  moment(): number {
    const bytes = this.#bytes;
    if (bytes[this.#at] !== rowForms.compact) return Number.NaN;
    const offsetMs = bytes.readInt16LE(this.#at + 12) * 60_000;
    const ms = bytes.readDoubleLE(this.#at + 16) - offsetMs;
    const form = (bytes[this.#at + 1] ?? 0) & 7;
    const isFace = form === timeForms.wall || form === timeForms.us ? 1 : 0;
    return (ms * 2 + isFace) * 1_024 + bytes.readInt16LE(this.#at + 2);
  }

  notation(): SpoolNotation {
    const flags = this.#bytes[this.#at + 1] ?? 0;
    if (this.#bytes[this.#at] !== rowForms.compact) return this.#text()[0];
    return (flags & 7) === timeForms.us ? 'us' : 'iso';
  }

  reading(): { time: string; value: string | number } {
    const bytes = this.#bytes;
    const at = this.#at;
    if (bytes[at] !== rowForms.compact) {
      const [, time, value] = this.#text();
      return { time, value };
    }
    const flags = bytes[at + 1] ?? 0;
    const time = writtenTime(
      formOf(flags),
      bytes.readDoubleLE(at + 16),
      bytes.readInt16LE(at + 12),
    );
    const bpm = bytes.readInt16LE(at + 2);
    const valueForm = (flags >> 3) & 3;
    if (valueForm === valueForms.number) return { time, value: bpm };
    return { time, value: valueForm === valueForms.text ? `${bpm}` : `${bpm}.0` };
  }

  /** What the device's clock was ahead of UTC, s. */
  utcOffset(): number | undefined {
    const isCompact = this.#bytes[this.#at] === rowForms.compact;
    const minutes = isCompact ? this.#bytes.readInt16LE(this.#at + 14) : this.#text()[3];
    return minutes === noOffset ? undefined : minutes * 60;
  }

  refusal(): { reason: RejectedRecord['reason']; detail: string; raw: string } {
    const [reason, detail, raw] = refusedRow.parse(JSON.parse(this.#json()));
    return { reason, detail, raw };
  }

  figure(): string | number {
    return figureRow.parse(JSON.parse(this.#json()));
  }

  #text() {
    return textRow.parse(JSON.parse(this.#json()));
  }

  #json(): string {
    const length = this.#bytes.readUInt32LE(this.#at + 12);
    return this.#bytes.toString('utf8', this.#at + textStart, this.#at + textStart + length);
  }
}

const formByNumber = Object.values(timeForms);

function formOf(flags: number): TimeForm {
  return formByNumber[flags & 7] ?? timeForms.wall;
}

/**
 * Heart rate in the messages of a FIT file: `record` (one value a moment), `hr` (values of a strap,
 * sent later) and `monitoring` (a watch's all-day values). Numbers are those of the FIT profile.
 */
import type { FitField, FitMessage } from './messages.ts';

export const messageNumbers = {
  fileId: 0,
  record: 20,
  monitoring: 55,
  monitoringInfo: 103,
  hr: 132,
  fieldDescription: 206,
} as const;

const fields = {
  recordHeartRate: 3,
  monitoringTimestamp16: 26,
  monitoringHeartRate: 27,
  hrFractionalTimestamp: 0,
  hrFilteredBpm: 6,
  hrEventTimestamp: 9,
  hrEventTimestamp12: 10,
  fileType: 0,
  describedDeveloper: 0,
  describedNumber: 1,
  describedType: 2,
  describedNativeMessage: 14,
  describedNativeField: 15,
} as const;

/** Numbers of the base types that are whole and unsigned: enum, uint8, uint16, uint32, byte. */
const wholeTypes: ReadonlySet<number> = new Set([0, 2, 4, 6, 13]);

/** What stands in a byte field that has no value. */
const invalidByte = 0xff;

/** ms UTC from which FIT counts its seconds. */
const epochMs = Date.parse('1989-12-31T00:00:00Z');

/** Seconds; a smaller timestamp counts from when the device was switched on, and no calendar is behind it. */
const firstCalendarTime = 0x10000000;

/** Ticks of a strap's clock in a second, and the bits of those that are sent in short. */
const ticksPerSecond = 1_024;
const shortTicks = 0x1000;

export interface FitReading {
  /** ms UTC; NaN where the file does not say when it was. */
  time: number;
  /** bpm. */
  value: number;
}

/** What a file is of, by its `file_id`, for people; undefined for any other message. */
export function fileTypeOf(message: FitMessage): string | undefined {
  if (message.number !== messageNumbers.fileId) return undefined;
  const type = field(message, fields.fileType)?.bytes[0];
  const names: Record<number, string> = {
    2: 'settings',
    4: 'activity',
    5: 'workout',
    6: 'course',
    9: 'weight scale',
    10: 'totals',
    14: 'blood pressure',
    15: 'monitoring',
    32: 'monitoring',
  };
  return (type === undefined ? undefined : names[type]) ?? `type ${type}`;
}

/** Reads the messages of a file one after another, as later ones count from earlier ones. */
export class HeartRateMessages {
  #monitoringTime = Number.NaN;
  /** An instant (ms UTC) and the strap's ticks at it. */
  #anchorMs = Number.NaN;
  #anchorTicks = 0;
  #ticks = 0;
  readonly #heartRateFields = new Set<string>();

  /** The readings of a message, in its order; none where it holds no heart rate. */
  read(message: FitMessage): FitReading[] {
    switch (message.number) {
      case messageNumbers.record:
        return this.#record(message);
      case messageNumbers.monitoring:
      case messageNumbers.monitoringInfo:
        return this.#monitoring(message);
      case messageNumbers.hr:
        return this.#strap(message);
      case messageNumbers.fieldDescription:
        this.#learnField(message);
        return [];
      default:
        return [];
    }
  }

  /** The device's own value; where it has none, that of an application which stands for it. */
  #record(message: FitMessage): FitReading[] {
    const time = utcOf(message.timestamp);
    const own = this.#single(message, fields.recordHeartRate, time);
    if (own.length > 0) return own;
    const foreign = message.developerFields.find((each) => this.#heartRateFields.has(keyOf(each)));
    if (!foreign) return [];
    const { bytes } = foreign;
    if (bytes.length > 4) return [];
    const value = message.littleEndian
      ? bytes.readUIntLE(0, bytes.length)
      : bytes.readUIntBE(0, bytes.length);
    return value === 2 ** (8 * bytes.length) - 1 ? [] : [{ time, value }];
  }

  /** An application's field counts where it says that it stands for the heart rate of `record`. */
  #learnField(message: FitMessage): void {
    const developer = field(message, fields.describedDeveloper)?.bytes[0];
    const number = field(message, fields.describedNumber)?.bytes[0];
    const type = field(message, fields.describedType)?.bytes[0];
    if (developer === undefined || number === undefined) return;
    const key = keyOf({ developer, number });
    // A later description of the same number takes the place of the one before.
    this.#heartRateFields.delete(key);
    const native = numbersOf(message, fields.describedNativeMessage, 2)[0];
    const stands = field(message, fields.describedNativeField)?.bytes[0];
    const isWhole = type !== undefined && wholeTypes.has(type & 0x1f);
    if (native === messageNumbers.record && stands === fields.recordHeartRate && isWhole) {
      this.#heartRateFields.add(key);
    }
  }

  #single(message: FitMessage, number: number, time: number): FitReading[] {
    const value = field(message, number)?.bytes[0];
    return value === undefined || value === invalidByte ? [] : [{ time, value }];
  }

  /** `timestamp_16` holds the low 16 bits of the seconds since the last whole timestamp. */
  #monitoring(message: FitMessage): FitReading[] {
    if (message.timestamp !== undefined) this.#monitoringTime = message.timestamp;
    if (message.number === messageNumbers.monitoringInfo) return [];
    const short = numbersOf(message, fields.monitoringTimestamp16, 2)[0];
    if (short !== undefined) {
      this.#monitoringTime += (short - (this.#monitoringTime & 0xffff)) & 0xffff;
    }
    return this.#single(message, fields.monitoringHeartRate, utcOf(this.#monitoringTime));
  }

  /**
   * Values with the strap's ticks (1/1024 s): a message with a timestamp says which instant a tick
   * is, the following ones send the low 12 bits, counted on from the tick before.
   */
  #strap(message: FitMessage): FitReading[] {
    const whole = numbersOf(message, fields.hrEventTimestamp, 4);
    const [first] = whole;
    if (message.timestamp !== undefined && first !== undefined) {
      const fraction = (numbersOf(message, fields.hrFractionalTimestamp, 2)[0] ?? 0) / 32_768;
      this.#anchorMs = utcOf(message.timestamp) + fraction * 1_000;
      this.#anchorTicks = first;
    }
    if (first !== undefined) this.#ticks = first;
    const ticks = whole.length > 0 ? whole : this.#countedOn(message);
    const values = field(message, fields.hrFilteredBpm)?.bytes ?? new Uint8Array();
    const readings: FitReading[] = [];
    values.forEach((value, i) => {
      const tick = ticks[i];
      if (value === invalidByte) return;
      readings.push({ time: tick === undefined ? Number.NaN : this.#instantOf(tick), value });
    });
    return readings;
  }

  /** Two numbers of 12 bits in three bytes, the low bits first. */
  #countedOn(message: FitMessage): number[] {
    const bytes = field(message, fields.hrEventTimestamp12)?.bytes ?? new Uint8Array();
    const ticks: number[] = [];
    for (let bit = 0; bit + 12 <= bytes.length * 8; bit += 12) {
      const pair = (bytes[bit >> 3] ?? 0) | ((bytes[(bit >> 3) + 1] ?? 0) << 8);
      const short = (bit % 8 === 0 ? pair : pair >> 4) & (shortTicks - 1);
      this.#ticks += (short - (this.#ticks % shortTicks) + shortTicks) % shortTicks;
      ticks.push(this.#ticks);
    }
    return ticks;
  }

  #instantOf(ticks: number): number {
    return Math.round(this.#anchorMs + ((ticks - this.#anchorTicks) * 1_000) / ticksPerSecond);
  }
}

function keyOf({ developer, number }: { developer: number; number: number }): string {
  return `${developer}/${number}`;
}

function utcOf(timestamp: number | undefined): number {
  if (timestamp === undefined || !(timestamp >= firstCalendarTime)) return Number.NaN;
  return epochMs + timestamp * 1_000;
}

function field(message: FitMessage, number: number): FitField | undefined {
  return message.fields.find((each) => each.number === number);
}

/** The unsigned numbers of a field, up to the first that has no value. */
function numbersOf(message: FitMessage, number: number, size: 2 | 4): number[] {
  const bytes = field(message, number)?.bytes;
  if (!bytes) return [];
  const numbers: number[] = [];
  for (let at = 0; at + size <= bytes.length; at += size) {
    const value = message.littleEndian ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size);
    if (value === (size === 2 ? 0xffff : 0xffffffff)) break;
    numbers.push(value);
  }
  return numbers;
}

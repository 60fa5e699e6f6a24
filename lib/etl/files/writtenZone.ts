/** Zones by name or letters behind a local time, where they leave one moment and no other. */
import { isTimeZone, localDay, readWallClock } from '#lib/time/timeZone.ts';
import { readIsoTime } from '#lib/time/writtenTime.ts';

/** Letters that mean one offset the world over, in minutes. CST, EST, IST, BST and others mean several. */
const letters: Partial<Record<string, number>> = {
  ...{ WET: 0, WEST: 60, CET: 60, MEZ: 60, CEST: 120, MESZ: 120, EET: 120, EEST: 180, MSK: 180 },
  ...{ SAST: 120, SGT: 480, HKT: 480, AWST: 480, JST: 540, KST: 540, ACST: 570, AEST: 600 },
  ...{ ACDT: 630, AEDT: 660, NZST: 720, NZDT: 780, AKST: -540, AKDT: -480, HST: -600 },
};

const zoned =
  /^(.*\d)(?:\s+|(?=[[(]))[[(]?([A-Z]{2,5}|[A-Z][A-Za-z]+(?:\/[A-Za-z_+\-\d]+)+)[\])]?$/s;

/** A time such as `2025-06-15 14:00:05` parted from the zone behind it; undefined where there is none. */
export function partZone(text: string): { local: string; zone: string } | undefined {
  const [, local, zone] = zoned.exec(text) ?? [];
  return local === undefined || zone === undefined ? undefined : { local, zone };
}

/** The time with its offset; undefined where zone or time are none, or the time is not one moment there. */
export function withZone(local: string, zone: string): string | undefined {
  const minutes = letters[zone.toUpperCase()];
  if (minutes !== undefined) return `${local} ${offsetText(minutes)}`;
  if (!zone.includes('/') || !isTimeZone(zone)) return undefined;
  const written = readIsoTime(local);
  if (!written || written.offsetMs !== null) return undefined;
  const read = readWallClock(dayOf(written.date, zone), written.clockMs);
  if (read.kind !== 'once') return undefined;
  const face = Date.parse(`${written.date}T00:00:00Z`) + written.clockMs;
  const offset = (face - read.ms) / 60_000;
  return Number.isInteger(offset) ? `${local} ${offsetText(offset)}` : undefined;
}

/** Why a time with a zone behind it is none, as a sentence; undefined where that is not what it is. */
export function zoneProblem(text: string): string | undefined {
  const parts = partZone(text);
  if (!parts || readIsoTime(parts.local) === null) return undefined;
  const { local, zone } = parts;
  if (isTimeZone(zone) && zone.includes('/')) {
    return `"${local}" happens twice or not at all in ${zone}, as clocks were changed; an offset, such as +0200, would say which it is.`;
  }
  return `"${zone}" means several zones, or none. Write the offset instead (-0500) or the zone's name (America/New_York), or leave it out and say the zone when you import.`;
}

const last = { zone: '', day: localDay('1970-01-01', 'UTC') };

/** Of one date after the other. */
function dayOf(date: string, zone: string) {
  if (last.zone !== zone || last.day.date !== date) {
    last.zone = zone;
    last.day = localDay(date, zone);
  }
  return last.day;
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
}

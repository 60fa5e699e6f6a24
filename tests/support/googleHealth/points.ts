/** Points as the Google Health API writes them: int64 as text, zero fields left out, newest first. */
import { offsetAt } from '#lib/time/timeZone.ts';
import { type SimulatedPerson, zoneAt } from './person.ts';

export interface Slice {
  /** Two devices interleave in the list; reconciled, there is one stream. */
  reconciled: boolean;
  /** Points that came before, the newest ones. */
  offset: number;
  size: number;
}

/** Some points of one data type, newest first, and how many there are; `from` and `to` as filters have them. */
export function sliceOf(
  person: SimulatedPerson,
  dataType: string,
  from: string,
  to: string,
  slice: Slice,
): { points: object[]; total: number } {
  if (dataType === 'heart-rate') {
    // What the device has not handed over yet, nobody has.
    const end = Math.min(Date.parse(to), person.syncedUntil);
    return heartRateSlice(person, Date.parse(from), end, slice);
  }
  if (dataType !== 'daily-resting-heart-rate') return { points: [], total: 0 };
  const days = [...person.resting].filter(([date]) => date >= from && date < to).toReversed();
  const points = days.slice(slice.offset, slice.offset + slice.size).map(([date, bpm]) => ({
    dailyRestingHeartRate: { date: civil(date), beatsPerMinute: `${bpm}` },
  }));
  return { points, total: days.length };
}

/** Only the points that are handed over are made: a day of a device in use has 40,000. */
function heartRateSlice(person: SimulatedPerson, from: number, to: number, slice: Slice) {
  const { t, bpm } = person;
  const [first, end] = [lowerBound(t, from), lowerBound(t, to)];
  const points: object[] = [];
  let total = 0;
  const take = (ms: number, value: number, device: string) => {
    const isHere = total >= slice.offset && points.length < slice.size;
    if (isHere) points.push(pointAt(person, ms, value, device));
    total += 1;
  };
  for (let i = end - 1; i >= first; i--) {
    const [ms, value] = [t[i] ?? 0, bpm[i] ?? 0];
    const both = person.twoDevices?.some(({ start, end: over }) => ms >= start && ms < over);
    if (both && !slice.reconciled) take(ms + 1_000, value + 3, 'Second');
    take(ms, value, 'First');
  }
  return { points, total };
}

function pointAt(person: SimulatedPerson, ms: number, bpm: number, displayName: string) {
  return {
    dataSource: {
      recordingMethod: 'PASSIVELY_MEASURED',
      device: { displayName },
      platform: 'FITBIT',
    },
    heartRate: {
      sampleTime: {
        physicalTime: `${new Date(ms).toISOString().slice(0, 19)}Z`,
        ...onTheClock(ms, zoneAt(person, ms)),
      },
      // As text by the documentation, as a number where a gateway rewrote it.
      beatsPerMinute: ms % 7000 === 0 ? bpm : `${bpm}`,
    },
  };
}

function onTheClock(ms: number, timeZone: string) {
  const offset = offsetAt(ms, timeZone);
  const face = new Date(ms + offset);
  const time = {
    hours: face.getUTCHours(),
    minutes: face.getUTCMinutes(),
    seconds: face.getUTCSeconds(),
  };
  const shown = Object.entries(time).filter(([, value]) => value !== 0);
  return {
    utcOffset: `${offset / 1000}s`,
    civilTime: {
      date: civil(face.toISOString().slice(0, 10)),
      ...(shown.length > 0 && { time: Object.fromEntries(shown) }),
    },
  };
}

function lowerBound(t: readonly number[], ms: number): number {
  let low = 0;
  let high = t.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((t[middle] ?? 0) < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

function civil(date: string) {
  const [year, month, day] = date.split('-').map(Number);
  return { year, month, day };
}

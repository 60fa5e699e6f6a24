/** Points as the Google Health API writes them: int64 as text, zero fields left out, newest first. */
import { offsetAt } from '#lib/time/timeZone.ts';
import { type SimulatedPerson, zoneAt } from './person.ts';

/** Everything of one data type, oldest first, with the moment or date that filters compare. */
export function pointsOf(person: SimulatedPerson, dataType: string, from: string, to: string) {
  if (dataType === 'heart-rate') return heartRatePoints(person, Date.parse(from), Date.parse(to));
  if (dataType === 'daily-resting-heart-rate') {
    return [...person.resting]
      .filter(([date]) => date >= from && date < to)
      .map(([date, bpm]) => ({
        dailyRestingHeartRate: { date: civil(date), beatsPerMinute: `${bpm}` },
      }));
  }
  return [];
}

function heartRatePoints(person: SimulatedPerson, from: number, to: number) {
  const { t, bpm } = person;
  const points: object[] = [];
  for (let i = lowerBound(t, from); i < t.length && (t[i] ?? 0) < to; i++) {
    const ms = t[i] ?? 0;
    points.push({
      dataSource: {
        recordingMethod: 'PASSIVELY_MEASURED',
        device: { displayName: 'Simulated' },
        platform: 'FITBIT',
      },
      heartRate: {
        sampleTime: {
          physicalTime: `${new Date(ms).toISOString().slice(0, 19)}Z`,
          ...onTheClock(ms, zoneAt(person, ms)),
        },
        // As text by the documentation, as a number where a gateway rewrote it.
        beatsPerMinute: ms % 7000 === 0 ? bpm[i] : `${bpm[i]}`,
      },
    });
  }
  return points;
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

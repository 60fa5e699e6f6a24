/** Documents of synthetic days, in the words of the Fitbit Web API. */
import { faceShift } from './dayClock.ts';
import type { DailyHeartRate, IntradayEntry, IntradayHeartRate } from './records.ts';
import { dailyHeartRateOf } from './summary.ts';
import { type DayRequest, type DayTruth, truthOf } from './truth.ts';

/** `HH:MM:SS` of every second of a clock's face: making the text anew took most of the time. */
const timesOfDay = Array.from({ length: 86_400 }, (_, second) =>
  [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':'),
);

/**
 * The intraday document of one local day up to `now`: wall-clock times in the order of their
 * instants, whole bpm. A day that has not begun, or was not worn, has an empty dataset.
 */
export function generateDay(request: DayRequest): IntradayHeartRate {
  const truth = truthOf(request);
  return {
    ...dailyHeartRateOf(truth),
    'activities-heart-intraday': {
      dataset: datasetOf(truth),
      datasetInterval: 1,
      datasetType: 'second',
    },
  };
}

/** The summary alone, derived from the same samples. */
export function generateDailySummary(request: DayRequest): DailyHeartRate {
  return dailyHeartRateOf(truthOf(request));
}

function datasetOf({ day, t, bpm }: DayTruth): IntradayEntry[] {
  const dataset: IntradayEntry[] = new Array(t.length);
  let index = 0;
  for (const span of day.spans) {
    const shift = faceShift(day, span);
    for (; index < t.length; index += 1) {
      const ms = t[index] ?? 0;
      if (ms >= span.endMs) break;
      const time = timesOfDay[(ms + shift) / 1000] ?? '';
      dataset[index] = { time, value: bpm[index] ?? 0 };
    }
  }
  return dataset;
}

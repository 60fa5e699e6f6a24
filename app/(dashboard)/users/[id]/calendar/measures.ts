/** What a calendar can show of a day, and how it is told. */
import { heatBounds } from '#app/_charts/heat/heatScale.ts';
import { formatBpm } from '#app/_format/numbers.ts';
import { formatMinutes } from '#app/_format/time.ts';
import type { CalendarAnswer } from '#lib/contract/analytics.ts';

export const measureKeys = ['mean', 'resting', 'wear', 'max'] as const;
export type MeasureKey = (typeof measureKeys)[number];

interface Measure {
  label: string;
  /** Begins "… of each day". */
  whole: string;
  /** Of the legend. */
  unit: string;
  /** Column of values, parallel to `date`; null where a day has none. */
  valuesOf: (answer: CalendarAnswer) => readonly (number | null)[];
  /** Between the steps of heat, ascending. */
  boundsOf: (values: readonly number[]) => number[];
}

/** Hours that a device is worn have bounds that mean something for everybody. */
const wearBounds = [4, 8, 12, 16, 20];

export const measures: Record<MeasureKey, Measure> = {
  mean: {
    label: 'Mean',
    whole: 'Mean',
    unit: 'bpm',
    valuesOf: ({ mean }) => mean,
    boundsOf: heatBounds,
  },
  resting: {
    label: 'Resting',
    whole: 'Resting heart rate',
    unit: 'bpm',
    valuesOf: ({ restingHeartRate }) => restingHeartRate,
    boundsOf: heatBounds,
  },
  wear: {
    label: 'Worn',
    whole: 'Hours worn',
    unit: 'hours',
    valuesOf: ({ minutesWithData }) => minutesWithData.map((minutes) => minutes / 60),
    boundsOf: () => wearBounds,
  },
  max: {
    label: 'Highest',
    whole: 'Highest sample',
    unit: 'bpm',
    valuesOf: ({ max }) => max,
    boundsOf: heatBounds,
  },
};

/** What an address says; the mean where it says nothing that there is. */
export function measureInAddress(text: string | null): MeasureKey {
  return measureKeys.find((key) => key === text) ?? 'mean';
}

/** All of a day in words, the same whatever is shown. @param index of the answer’s columns. */
export function dayWords(answer: CalendarAnswer, index: number | undefined): string {
  if (index === undefined) return 'no data';
  const bpm = (value: number | null | undefined) => `${formatBpm(value ?? null)} bpm`;
  return [
    `mean ${bpm(answer.mean[index])}`,
    `resting ${bpm(answer.restingHeartRate[index])}`,
    `highest ${bpm(answer.max[index])}`,
    `worn ${formatMinutes(answer.minutesWithData[index] ?? 0)}`,
  ].join(', ');
}

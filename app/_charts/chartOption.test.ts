import { describe, expect, it } from 'vitest';
import type { BucketedHeartRate, RawHeartRateAnswer } from '#lib/contract/heartRate.ts';
import { comparedSeries, dotSeries, heartRateSeries } from './chartOption.ts';
import { type Palette, seriesStyle } from './palette.ts';
import { margins, shareOf, spreadLabels, xOf, yOf } from './plot.ts';
import { sparklinePaths } from './sparkline.ts';

const palette: Palette = {
  heart: 'red',
  band: 'pink',
  gap: 'grey',
  line: 'silver',
  ink: 'black',
  inkSoft: 'dimgrey',
  surface: 'white',
  font: 'sans-serif',
  series: ['a', 'b', 'c', 'd', 'e', 'f'],
};
const minute = 60_000;
const head = {
  userId: 'user1',
  timeZone: 'UTC',
  start: 0,
  end: 600 * minute,
  unit: 'bpm',
} as const;
const bucketed: BucketedHeartRate = {
  ...head,
  resolution: '15m',
  t: [0, 15, 60, 75].map((at) => at * minute),
  avg: [70, 71, 72, 73],
  min: [60, 61, 62, 63],
  max: [80, 81, 190, 83],
  count: [9, 9, 9, 9],
};
const raw: RawHeartRateAnswer = {
  ...head,
  resolution: 'raw',
  t: [0, 5_000, 10_000, 500_000],
  value: [60, 61, 62, 63],
};
const seriesById = (list: { id?: unknown; data?: unknown }[], id: string) =>
  list.find((series) => series.id === id)?.data;

describe('the option of one user', () => {
  it('holds a gap as null in the line, as a shade, and as a break in the band', () => {
    const series = heartRateSeries(bucketed, palette);
    expect(seriesById(series, 'mean')).toContain(null);
    expect(seriesById(series, 'gaps')).toEqual([[30 * minute, 60 * minute]]);
    expect(seriesById(series, 'band')).toHaveLength(2);
  });

  it('draws samples without a band, and a lone one as a dot', () => {
    const series = heartRateSeries(raw, palette);
    expect(seriesById(series, 'band')).toEqual([]);
    expect(seriesById(series, 'lone')).toEqual([[500_000, 63]]);
  });

  it('adds dots where samples are far enough apart to be told', () => {
    const view = { start: 0, end: 60_000 };
    expect(dotSeries(raw, view, 600, palette).data).toHaveLength(3);
    expect(dotSeries(raw, view, 15, palette).data).toEqual([]);
    expect(dotSeries(bucketed, view, 600, palette).data).toEqual([]);
  });
});

describe('a comparison', () => {
  it('gives every user a line of its own, with nulls at its own gaps', () => {
    const series = comparedSeries([bucketed, { ...raw, userId: 'user2' }], palette);
    expect(seriesById(series, 'mean-user1')).toContain(null);
    expect(seriesById(series, 'mean-user2')).toContain(null);
  });

  it('tells 12 users apart by colour and dash together', () => {
    const styles = Array.from({ length: 12 }, (_, index) => seriesStyle(index, palette));
    expect(new Set(styles.map((style) => JSON.stringify(style))).size).toBe(12);
  });
});

describe('the plot', () => {
  const box = { width: 656, height: 360 };
  const window = { start: 1_000, end: 2_000 };

  it('maps instants to pixels and back', () => {
    const x = xOf(1_250, window, box, margins);
    expect(x).toBe(190);
    expect(shareOf(x, box, margins)).toBe(0.25);
    expect(yOf(120, { min: 40, max: 120, step: 20 }, box, margins)).toBe(margins.top);
  });

  it('moves labels apart that would overlap, keeping their order', () => {
    expect(spreadLabels([100, 104, 40], 16)).toEqual([100, 116, 40]);
  });
});

describe('the sparkline', () => {
  it('breaks line and band where a quarter of an hour is missing', () => {
    const paths = sparklinePaths(bucketed, { start: 0, end: 1_440 * minute }, 160, 40);
    expect(paths.line.match(/M/g)).toHaveLength(2);
    expect(paths.band.match(/Z/g)).toHaveLength(2);
  });

  it('is empty for an empty day', () => {
    const nothing = { t: [], avg: [], min: [], max: [] };
    expect(sparklinePaths(nothing, { start: 0, end: 1 }, 160, 40)).toEqual({ band: '', line: '' });
  });
});

import { describe, expect, it } from 'vitest';
import type { BucketedHeartRate, RawHeartRateAnswer } from '#lib/contract/heartRate.ts';
import { comparedLayers, dotLayer, heartRateLayers, type Layer } from './layers.ts';
import { namedPalette as palette } from './namedPalette.ts';
import { seriesStyle } from './palette.ts';
import { type Box, margins, shareOf, spreadLabels, xOf, yOf } from './plot.ts';
import { inRows } from './reasonLayer.ts';
import { sceneOf } from './scene.ts';
import { sparklinePaths } from './sparkline.ts';

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
const layerById = (list: Layer[], id: string) => list.find((layer) => layer.id === id);

describe('the layers of one user', () => {
  it('holds a gap as null in the line, as a shade, and as a break in the band', () => {
    const layers = heartRateLayers(bucketed, palette);
    expect(layerById(layers, 'mean')).toHaveProperty('points', expect.arrayContaining([null]));
    expect(layerById(layers, 'gaps')).toHaveProperty('spans', [
      { start: 30 * minute, end: 60 * minute },
    ]);
    expect(layerById(layers, 'band')).toHaveProperty('shapes.length', 2);
  });

  it('draws samples without a band, and a lone one as a dot', () => {
    const layers = heartRateLayers(raw, palette);
    expect(layerById(layers, 'band')).toHaveProperty('shapes', []);
    expect(layerById(layers, 'lone')).toHaveProperty('points', [[500_000, 63]]);
  });

  it('adds dots where samples are far enough apart to be told', () => {
    const view = { start: 0, end: 60_000 };
    expect(dotLayer(raw, view, 600, palette).points).toHaveLength(3);
    expect(dotLayer(raw, view, 15, palette).points).toEqual([]);
    expect(dotLayer(bucketed, view, 600, palette).points).toEqual([]);
  });
});

describe('a comparison', () => {
  it('gives every user a line of its own, with nulls at its own gaps', () => {
    const layers = comparedLayers([bucketed, { ...raw, userId: 'user2' }], palette);
    for (const id of ['mean-user1', 'mean-user2'])
      expect(layerById(layers, id)).toHaveProperty('points', expect.arrayContaining([null]));
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

describe('the scene', () => {
  const box: Box = { width: 656, height: 360 };
  const scale = { min: 40, max: 200, step: 20 };
  const scene = (window: { start: number; end: number }) =>
    sceneOf(
      { window, scale, ticks: [], box, margins },
      heartRateLayers(bucketed, palette),
      palette,
    );

  it('draws one stroke and one band a segment, and the shade of the gap between them', () => {
    const { data } = scene({ start: 0, end: 120 * minute });
    expect(data.filter(({ kind }) => kind === 'line')).toHaveLength(2);
    expect(data.filter(({ kind }) => kind === 'polygon')).toHaveLength(2);
    const [gap] = data.filter(({ kind }) => kind === 'rect');
    expect(gap).toMatchObject({ x: margins.left + 150, width: 150 });
  });

  it('keeps the highest second visible at its height', () => {
    const { data } = scene({ start: 0, end: 120 * minute });
    const heights = data.flatMap((shape) =>
      shape.kind === 'polygon' ? shape.points.map(([, y]) => y) : [],
    );
    expect(Math.min(...heights)).toBe(yOf(190, scale, box, margins));
  });

  it('names a zone where there is room for its name', () => {
    const view = { window: { start: 0, end: 1 }, scale, ticks: [], box, margins };
    const zone = { kind: 'zone', id: 'z', name: 'Cardio', fill: '', ink: '', opacity: 1 } as const;
    const kinds = (min: number) =>
      sceneOf(view, [{ ...zone, min, max: 220 }], palette).data.map(({ kind }) => kind);
    expect(kinds(130)).toEqual(['rect', 'text']);
    expect(kinds(198)).toEqual(['rect']);
    expect(kinds(20)).toEqual(['rect']);
  });

  it('lays the reasons of several lines in rows at the foot, each with its line’s colour', () => {
    const parts = [{ start: 30 * minute, end: 60 * minute, fill: 'worn', sign: '✕' }];
    const layer = { kind: 'reasons', id: 'reasons', parts } as const;
    const view = { window: { start: 0, end: 120 * minute }, scale, ticks: [], box, margins };
    const drawn = (layers: Layer[]) => sceneOf(view, layers, palette).data;
    const foot = box.height - margins.bottom - 4;
    expect(drawn([{ ...layer, parts }])).toMatchObject([
      { kind: 'rect', y: foot, x: margins.left + 150, width: 150, fill: 'worn' },
      { kind: 'text', text: '✕' },
    ]);
    const rows = inRows([
      { colour: 'one', layers: [layer] },
      { colour: 'two', layers: [layer] },
    ]);
    expect(drawn(rows)).toMatchObject([
      { y: foot - 6, fill: 'worn' },
      { y: foot - 6, x: margins.left, fill: 'one' },
      { y: foot, fill: 'worn' },
      { y: foot, x: margins.left, fill: 'two' },
    ]);
  });

  it('leaves out what is out of view', () => {
    const { data } = scene({ start: 61 * minute, end: 80 * minute });
    expect(data.map(({ kind }) => kind)).toEqual(['polygon', 'line']);
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

/** Nothing is lost: a single second at 190 bpm in a year stands in the picture at every zoom. */
import { beforeAll, describe, expect, it } from 'vitest';
import { askFor, guessedWidth, pointsFor } from '#app/_charts/ask.ts';
import { bpmScale } from '#app/_charts/bpmAxis.ts';
import { heartRateLayers } from '#app/_charts/layers.ts';
import { namedPalette as palette } from '#app/_charts/namedPalette.ts';
import { margins, xOf, yOf } from '#app/_charts/plot.ts';
import { statisticsOf } from '#app/_charts/reading.ts';
import { type Shape, sceneOf } from '#app/_charts/scene.ts';
import {
  hour,
  minute,
  spanOf,
  type TimeWindow,
  year,
  zoomWindow,
} from '#app/_charts/timeWindow.ts';
import { refreshAggregates } from '#db/aggregates/refresh.ts';
import { getHeartRate } from '#db/queries/getHeartRate.ts';
import type { RawReading } from '#lib/etl/types.ts';
import { eachDay } from '#lib/time/localDate.ts';
import { newUser, testDatabase, useSharedDatabase } from './support/database.ts';
import { documentSource } from './support/documents.ts';
import { ingest } from './support/ingest.ts';

useSharedDatabase();

const planted = Date.parse('2025-06-14T14:31:07Z');
const peak = 190;
/** The planted day has this much of every second, around the planted one. */
const dense = { from: 11 * 3_600, to: 19 * 3_600 };

/** A reading every ten minutes of the year, and 28,800 seconds of one day. */
function* yearOfReadings(): Generator<[string, RawReading[]]> {
  const reading = (second: number, value: number) => ({
    time: new Date(second * 1_000).toISOString().slice(11, 19),
    value,
  });
  for (const date of eachDay('2025-01-01', '2025-12-31')) {
    const sparse = Array.from({ length: 144 }, (_, index) =>
      reading(index * 600, 60 + (index % 40)),
    );
    if (date !== '2025-06-14') {
      yield [date, sparse];
      continue;
    }
    const seconds = Array.from({ length: dense.to - dense.from }, (_, index) =>
      reading(
        dense.from + index,
        dense.from + index === secondOf(planted) ? peak : 70 + (index % 30),
      ),
    );
    yield [date, seconds];
  }
}

const secondOf = (ms: number) => (ms % 86_400_000) / 1_000;
const box = { width: guessedWidth + margins.left + margins.right, height: 440 };

/** What the chart asks for at this window, and what it then draws. */
async function pictureOf(userId: string, window: TimeWindow) {
  const ask = askFor(window, pointsFor(guessedWidth, window));
  const answer = await getHeartRate({ userId, ...ask, resolution: 'auto' });
  const { min, max, samples } = statisticsOf(answer, window);
  const scale = bpmScale(min, max);
  const view = { window, scale, ticks: [], box, margins };
  const { data } = sceneOf(view, heartRateLayers(answer, palette), palette);
  return { answer, scale, data, samples };
}

/** Every point that a shape of the data is drawn through, px. */
function pointsOf(shapes: readonly Shape[]) {
  return shapes.flatMap((shape) => {
    if (shape.kind === 'line' || shape.kind === 'polygon') return shape.points;
    return shape.kind === 'dot' ? [shape.at] : [];
  });
}

describe('a single second at 190 bpm in a year', () => {
  let userId: string;
  const windows: TimeWindow[] = [];
  for (
    let window = { start: planted - 6 * year, end: planted + 4 * year };
    spanOf(window) > minute;
    window = zoomWindow(window, 0.5, 0.6)
  )
    windows.push(window);
  windows.push({ start: planted - 30_000, end: planted + 30_000 });

  beforeAll(async () => {
    const user = await newUser({ timeZone: 'UTC' });
    userId = user.id;
    const source = documentSource(Object.fromEntries(yearOfReadings()));
    await ingest(user, { source, start: '2025-01-01', end: '2025-12-31' });
    await refreshAggregates(testDatabase());
  });

  it('is in the picture at its height and its place, from ten years down to a minute', async () => {
    const resolutions: string[] = [];
    for (const window of windows) {
      const { answer, scale, data } = await pictureOf(userId, window);
      resolutions.push(answer.resolution);
      const y = yOf(peak, scale, box, margins);
      const x = xOf(planted, window, box, margins);
      const dayPx = (86_400_000 / spanOf(window)) * guessedWidth;
      const near = Math.max(1, answer.resolution === 'raw' ? 1 : dayPx);
      const found = pointsOf(data).filter(
        ([px, py]) => Math.abs(py - y) < 0.01 && Math.abs(px - x) <= near,
      );
      expect(found, `${spanOf(window) / hour} hours at ${answer.resolution}`).not.toEqual([]);
    }
    expect(new Set(resolutions)).toEqual(new Set(['1d', '1h', '15m', '1m', 'raw']));
  });

  it('is a sample among samples in every view of six hours and less, each second of them there', async () => {
    const sixHours = { start: planted - 3 * hour, end: planted + 3 * hour };
    const { answer, samples } = await pictureOf(userId, sixHours);
    expect(answer.resolution).toBe('raw');
    expect(samples).toBe(21_600);
    for (const window of windows.filter((one) => spanOf(one) <= 6 * hour))
      expect((await pictureOf(userId, window)).answer.resolution).toBe('raw');
  });
});

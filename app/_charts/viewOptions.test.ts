import { describe, expect, it } from 'vitest';
import { nightsOf, restingLayer, zoneLayers } from './contextLayers.ts';
import { namedPalette as palette } from './namedPalette.ts';
import { day, hour } from './timeWindow.ts';
import { parseViewOptions, toggleLayer, writeViewOptions } from './viewOptions.ts';

const at = Date.parse;

describe('layers and clock', () => {
  it('are read from an address, where they make sense', () => {
    expect(parseViewOptions('nights,moon,zones', 'utc')).toEqual({
      layers: ['zones', 'nights'],
      clock: 'utc',
    });
    expect(parseViewOptions('none', 'mars')).toEqual({ layers: [], clock: 'user' });
    expect(parseViewOptions(undefined, 'utc').layers).toEqual(['annotations']);
  });

  it('go back into it, the usual ones left out', () => {
    const query = new URLSearchParams('start=1&clock=utc');
    const on = toggleLayer({ layers: ['nights'], clock: 'user' }, 'resting');
    writeViewOptions(on, query);
    expect(query.toString()).toBe('start=1&layers=resting%2Cnights');
    const none = toggleLayer(toggleLayer(on, 'resting'), 'nights');
    writeViewOptions(none, query);
    expect(query.toString()).toBe('start=1&layers=none');
    writeViewOptions(toggleLayer(none, 'annotations'), query);
    expect(query.toString()).toBe('start=1');
  });
});

describe('nights', () => {
  it('end at seven by the clock, on the night that is an hour short too', () => {
    const window = { start: at('2026-03-28T12:00:00Z'), end: at('2026-03-29T12:00:00Z') };
    expect(nightsOf(window, 'Europe/London').at(-1)).toEqual({
      start: at('2026-03-29T00:00:00Z'),
      end: at('2026-03-29T06:00:00Z'),
    });
  });

  it('are left out where they would be hairlines', () => {
    expect(nightsOf({ start: 0, end: 400 * day }, 'UTC')).toEqual([]);
  });
});

describe('zones and resting heart rate', () => {
  it('leave out the lowest zone', () => {
    const zones = [
      { name: 'Peak', min: 160, max: 220, minutes: 0 },
      { name: 'Rest', min: 30, max: 95, minutes: 0 },
    ];
    expect(zoneLayers(zones, palette)).toMatchObject([{ id: 'zone-Peak', min: 160, max: 220 }]);
  });

  it('step from day to day and do not bridge a day without', () => {
    const dayOf = (date: string, restingHeartRate: number | null) => ({ date, restingHeartRate });
    const days = [dayOf('2026-06-01', 60), dayOf('2026-06-02', null), dayOf('2026-06-03', 62)];
    expect(restingLayer(days, 'UTC', palette)).toHaveProperty('points', [
      [at('2026-06-01T00:00:00Z'), 60],
      [at('2026-06-01T00:00:00Z') + 24 * hour, 60],
      null,
      null,
      [at('2026-06-03T00:00:00Z'), 62],
      [at('2026-06-04T00:00:00Z'), 62],
      null,
    ]);
  });
});

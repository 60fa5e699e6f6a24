import { describe, expect, it } from 'vitest';
import { csvExport } from './csv.ts';
import { exportName } from './formats.ts';
import { localTimeWriter, timeAtOffset } from './localTime.ts';
import { openMHealthExport } from './openMHealth.ts';
import type { Exported, SampleBatch } from './types.ts';

const at = Date.parse;
const zone = 'Europe/London';

async function* batches(): AsyncGenerator<SampleBatch> {
  const t = [
    at('2026-03-29T00:59:59Z'),
    at('2026-03-29T01:00:00Z'),
    at('2026-03-29T01:00:05.250Z'),
  ];
  yield {
    t,
    value: [61, 62, 63],
    source: ['synthetic', 'synthetic', 'fit'],
    utcOffset: [null, null, null],
  };
  // The device is in India.
  yield { t: [at('2026-03-30T10:00:00Z')], value: [70], source: ['fit'], utcOffset: [19_800] };
}

function exported(more: Partial<Exported> = {}): Exported {
  return {
    userId: 'user1',
    name: 'Ada\n# not a line of its own',
    timeZone: zone,
    start: at('2026-03-28T23:00:00Z'),
    end: null,
    firstSample: at('2026-03-28T12:00:00Z'),
    lastSample: at('2026-03-30T10:00:00Z'),
    exportedAt: at('2026-04-01T12:00:00Z'),
    annotations: [
      {
        id: 3,
        userId: 'user1',
        kind: 'note',
        start: at('2026-03-29T08:00:00Z'),
        end: at('2026-03-29T08:00:00Z'),
        text: 'Two\r\nlines, "quoted"',
        createdAt: 0,
        updatedAt: 0,
      },
    ],
    days: [
      { date: '2026-03-28', samples: 0, minutesWithData: 0, minutes: 1_440, reason: 'not worn' },
      { date: '2026-03-29', samples: 3, minutesWithData: 2, minutes: 1_380 },
    ],
    samples: batches(),
    ...more,
  };
}

async function textOf(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}

describe('local times of an export', () => {
  it('have the offset of their own instant, and thousandths where there are any', () => {
    const write = localTimeWriter(at('2026-10-25T00:59:59Z'), at('2026-10-25T01:00:00Z'), zone);
    expect(write(at('2026-10-25T00:59:59.5Z'))).toBe('2026-10-25T01:59:59.500+01:00');
    expect(write(at('2026-10-25T01:00:00Z'))).toBe('2026-10-25T01:00:00+00:00');
    expect(() => write(0)).toThrow(RangeError);
  });
});

describe('an export as CSV', () => {
  it('says what it is, what is missing and where it ends, and holds every sample', async () => {
    const lines = (await textOf(csvExport(exported()))).split('\r\n');
    expect(lines).toEqual([
      '# Heart rate of user1 (Ada # not a line of its own), in bpm, as recorded: nothing is imputed',
      '# Window: 2026-03-28T23:00:00+00:00 to the last sample',
      '# Time zone: Europe/London',
      '# Exported: 2026-04-01T13:00:00+01:00',
      '# Stored: samples from 2026-03-28T12:00:00+00:00 to 2026-03-30T11:00:00+01:00; there are none before and after',
      '# The last line counts the samples; a file without it is incomplete',
      '# Annotation: note, 2026-03-29T09:00:00+01:00: Two lines, "quoted"',
      '# Days, whole local days even where the window cuts them: what is missing, and why',
      '# Day 2026-03-28: 0 samples, 0 of 1440 minutes with data, not worn',
      '# Day 2026-03-29: 3 samples, 2 of 1380 minutes with data',
      'time,bpm,source,device_utc_offset',
      '2026-03-29T00:59:59+00:00,61,synthetic,',
      '2026-03-29T02:00:00+01:00,62,synthetic,',
      '2026-03-29T02:00:05.250+01:00,63,fit,',
      '2026-03-30T11:00:00+01:00,70,fit,+05:30',
      '# End of the export: 4 samples',
      '',
    ]);
  });

  it('has no end when its samples break off', async () => {
    async function* broken(): AsyncGenerator<SampleBatch> {
      yield* batches();
      throw new Error('the database went away');
    }
    const seen: string[] = [];
    const read = async () => {
      for await (const chunk of csvExport(exported({ samples: broken() }))) seen.push(chunk);
    };
    await expect(read()).rejects.toThrow('went away');
    expect(seen.join('')).not.toContain('End of the export');
  });
});

describe('an export for Open mHealth', () => {
  it('is a data point a line: samples as omh:heart-rate, the rest in our own namespace', async () => {
    const text = await textOf(openMHealthExport(exported()));
    const points = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(points.map(({ header }) => header.schema_id.name)).toEqual([
      ...['export', 'annotation', 'day', 'day'],
      ...['heart-rate', 'heart-rate', 'heart-rate', 'heart-rate', 'export-end'],
    ]);
    expect(points[5]).toEqual({
      header: {
        id: expect.stringMatching(
          /^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
        ),
        creation_date_time: '2026-03-29T02:00:00+01:00',
        schema_id: { namespace: 'omh', name: 'heart-rate', version: '2.0' },
        acquisition_provenance: { source_name: 'synthetic' },
        user_id: 'user1',
      },
      body: {
        heart_rate: { value: 62, unit: 'beats/min' },
        effective_time_frame: { date_time: '2026-03-29T02:00:00+01:00' },
      },
    });
    expect(points[2].body).toMatchObject({ date: '2026-03-28', samples: 0, reason: 'not worn' });
    expect(points.at(-1).body).toEqual({ samples: 4 });
  });

  it('gives a sample’s time on the clock of its device, where the device said what that was', async () => {
    const text = await textOf(openMHealthExport(exported()));
    expect(text).toContain('"effective_time_frame":{"date_time":"2026-03-30T15:30:00+05:30"}');
    expect(timeAtOffset(at('2026-03-30T10:00:00.25Z'), -12_600)).toBe(
      '2026-03-30T06:30:00.250-03:30',
    );
  });

  it('gives a sample the same id in every export', async () => {
    const first = await textOf(openMHealthExport(exported()));
    const again = await textOf(openMHealthExport(exported({ start: null, annotations: [] })));
    const idsOf = (text: string) => text.match(/"id":"[^"]+"(?=.*omh)/g);
    expect(idsOf(again)).toEqual(idsOf(first));
    expect(new Set(idsOf(first)).size).toBe(4);
  });
});

describe('the name of an export', () => {
  it('is the user’s, with the window where there is one', () => {
    expect(exportName(exported())).toBe('user1_2026-03-28T2300');
    expect(exportName(exported({ start: null }))).toBe('user1');
  });
});

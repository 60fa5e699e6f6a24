import { describe, expect, it } from 'vitest';
import type { ExtractRequest, Participant } from '#lib/etl/types.ts';
import { localDay } from '#lib/time/timeZone.ts';
import { generateDay } from './generateDay.ts';
import { intradayEntrySchema, intradayHeartRateSchema } from './records.ts';
import { synthetic } from './source.ts';
import { truthOf } from './truth.ts';

const longAfter = Date.parse('2030-01-01T00:00:00Z');
const timeZone = 'Asia/Kolkata';
const participant: Participant = {
  id: 'user1',
  timeZone,
  source: 'synthetic',
  sourceSettings: {},
  dataSeed: 23,
};

function requestOf(
  start: string,
  end: string,
  { now = longAfter, signal = new AbortController().signal, dataSeed = 23 as number | null } = {},
): ExtractRequest {
  return { participant: { ...participant, dataSeed }, window: { start, end, now }, signal };
}

async function collect<Raw>(records: AsyncIterable<Raw> | undefined): Promise<Raw[]> {
  const list: Raw[] = [];
  for await (const record of records ?? []) list.push(record);
  return list;
}

function heartRate(request: ExtractRequest) {
  return collect(synthetic.extractors.heart_rate?.(request));
}

function summaries(request: ExtractRequest) {
  return collect(synthetic.extractors.heart_rate_summary?.(request));
}

describe('the synthetic source', () => {
  it('hands over one document a local day, times of day in the order of their instants', async () => {
    const documents = await heartRate(requestOf('2026-03-01', '2026-03-03'));
    expect(documents.map(({ origin, notation, date }) => [origin, notation, date])).toEqual([
      ['synthetic 2026-03-01', 'time-of-day', '2026-03-01'],
      ['synthetic 2026-03-02', 'time-of-day', '2026-03-02'],
      ['synthetic 2026-03-03', 'time-of-day', '2026-03-03'],
    ]);
    const { t, bpm } = truthOf({
      seed: 23,
      userId: 'user1',
      date: '2026-03-02',
      timeZone,
      now: longAfter,
    });
    const offset = 5.5 * 3_600_000;
    expect(documents[1]?.readings).toEqual(
      Array.from(t, (ms, index) => ({
        time: new Date(ms + offset).toISOString().slice(11, 19),
        value: bpm[index],
      })),
    );
  });

  it('gives a day the same samples whatever window is asked for', async () => {
    const [, long] = await heartRate(requestOf('2026-03-01', '2026-03-05'));
    const [short] = await heartRate(requestOf('2026-03-02', '2026-03-02'));
    expect(short).toEqual(long);
  });

  it('hands over the summary of each day', async () => {
    const [day] = await summaries(requestOf('2026-03-01', '2026-03-01'));
    const [document] = generateDay({
      seed: 23,
      userId: 'user1',
      date: '2026-03-01',
      timeZone,
      now: longAfter,
    })['activities-heart'];
    expect(day).toEqual({
      origin: 'synthetic 2026-03-01',
      date: '2026-03-01',
      ...document?.value,
    });
  });

  it('ends with the day that is under way', async () => {
    const now = localDay('2026-03-02', timeZone).startMs + 3_600_000;
    const request = requestOf('2026-03-01', '2026-03-31', { now });
    expect((await heartRate(request)).map(({ date }) => date)).toEqual([
      '2026-03-01',
      '2026-03-02',
    ]);
    expect((await summaries(request)).length).toBe(2);
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    const documents = heartRate(
      requestOf('2026-03-01', '2026-03-31', { signal: controller.signal }),
    );
    controller.abort(new Error('enough'));
    await expect(documents).rejects.toThrow('enough');
  });

  it('says what to do when a user has no data seed', async () => {
    await expect(
      heartRate(requestOf('2026-03-01', '2026-03-01', { dataSeed: null })),
    ).rejects.toMatchObject({
      code: 'INVALID_CONFIGURATION',
      message: expect.stringContaining('USERS=user1:23'),
    });
  });

  it('speaks the shape of the Fitbit Web API, entry by entry', () => {
    const document = generateDay({
      seed: 23,
      userId: 'user1',
      date: '2026-03-01',
      timeZone,
      now: longAfter,
    });
    expect(intradayHeartRateSchema.parse(document)).toEqual(document);
    for (const entry of document['activities-heart-intraday'].dataset) {
      expect(intradayEntrySchema.safeParse(entry).success).toBe(true);
    }
  });

  it('has an empty dataset for a day that has not begun', () => {
    const document = generateDay({
      seed: 23,
      userId: 'user1',
      date: '2026-03-01',
      timeZone,
      now: 0,
    });
    expect(intradayHeartRateSchema.parse(document)).toEqual(document);
    expect(document['activities-heart-intraday'].dataset).toEqual([]);
  });
});

describe('the record of the Fitbit Web API', () => {
  const saved = {
    'activities-heart': [
      { dateTime: '2025-06-15', value: { customHeartRateZones: [], heartRateZones: [] } },
    ],
    'activities-heart-intraday': {
      dataset: [{ time: '00:00:05', value: '64' }],
      datasetInterval: 1,
      datasetType: 'second',
    },
  };

  it('may lack the resting heart rate, and hand values over as text', () => {
    const read = intradayHeartRateSchema.parse(saved);
    expect(read['activities-heart-intraday'].dataset).toBe(
      saved['activities-heart-intraday'].dataset,
    );
    expect(intradayEntrySchema.parse(saved['activities-heart-intraday'].dataset[0]).value).toBe(
      '64',
    );
  });

  it('is refused without a dataset', () => {
    const { dataset: _, ...rest } = saved['activities-heart-intraday'];
    expect(
      intradayHeartRateSchema.safeParse({ ...saved, 'activities-heart-intraday': rest }).success,
    ).toBe(false);
  });
});

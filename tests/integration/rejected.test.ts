/** Nothing disappears: every row read is counted once, and what is refused is kept with its reason. */
import { describe, expect, it } from 'vitest';
import type { RegisteredParticipant } from '#lib/etl/participants.ts';
import type { RawReading } from '#lib/etl/types.ts';
import { newUser, testDatabase, useSharedDatabase } from './support/database.ts';
import { documentSource, minutely } from './support/documents.ts';
import { ingestRecorded } from './support/ingest.ts';
import { storedSamples } from './support/stored.ts';

useSharedDatabase();

const date = '2026-05-04';
const asked = { start: date, end: date };
const refused = ['value-out-of-range', 'value-not-whole', 'value-not-a-number', 'time-unreadable'];

/** 12 readings: 4 samples, 1 duplicate, 1 overruled, 6 refused. */
const readings: RawReading[] = [
  ...minutely('08:00', [60, 61, 62, 0, 301, 72.5, 'abc', '']),
  { time: '08:01:00', value: 61 },
  { time: '08:02:00', value: 99 },
  { time: '25:00:00', value: 70 },
  { time: '08:09:00', value: '300' },
];

async function kept(user: RegisteredParticipant) {
  return await testDatabase().sql`
    select metric, reason, origin, line, raw, first_run_id::int as first, last_run_id::int as last
    from rejected_records where user_id = ${user.id} order by id`;
}

describe('a document with rows that are no samples', () => {
  it('is stored for its samples, and each row is counted as what became of it', async () => {
    const user = await newUser();
    const run = await ingestRecorded(user, {
      ...asked,
      source: documentSource({ [date]: readings }),
    });
    expect(run).toMatchObject({ status: 'succeeded', error: null });
    expect(run.rows).toEqual({
      read: 12,
      new: 4,
      changed: 0,
      unchanged: 0,
      duplicate: 1,
      conflicting: 1,
      rejected: 6,
    });
    const { read, ...fates } = run.rows;
    expect(Object.values(fates).reduce((sum, count) => sum + count)).toBe(read);
  });

  it('adds nothing to what was recorded: no value is rounded, clipped, moved or filled in', async () => {
    const user = await newUser();
    await ingestRecorded(user, { ...asked, source: documentSource({ [date]: readings }) });
    const at = (clock: string) => Date.parse(`${date}T${clock}:00+01:00`);
    expect(await storedSamples(user.id)).toEqual({
      t: [at('08:00'), at('08:01'), at('08:02'), at('08:09')],
      value: [60, 61, 99, 300],
    });
  });

  it('leaves each refused and each overruled row as it came, with its reason', async () => {
    const user = await newUser();
    const run = await ingestRecorded(user, {
      ...asked,
      source: documentSource({ [date]: readings }),
    });
    const records = await kept(user);
    expect(records.map(({ reason, raw }) => [reason, JSON.parse(raw)])).toEqual(
      expect.arrayContaining([
        ['value-out-of-range', { time: '08:03:00', value: 0 }],
        ['value-out-of-range', { time: '08:04:00', value: 301 }],
        ['value-not-whole', { time: '08:05:00', value: 72.5 }],
        ['value-not-a-number', { time: '08:06:00', value: 'abc' }],
        ['value-not-a-number', { time: '08:07:00', value: '' }],
        ['time-unreadable', { time: '25:00:00', value: 70 }],
        ['overruled-by-later-row', { time: '08:02:00', value: 62 }],
      ]),
    );
    expect(records).toHaveLength(7);
    for (const record of records) {
      expect(record).toMatchObject({
        metric: 'heart_rate',
        origin: `document ${date}`,
        first: run.id,
        last: run.id,
      });
    }
  });

  it('read again, keeps each refused row once, with the first and the last run that saw it', async () => {
    const user = await newUser();
    const source = documentSource({ [date]: readings });
    const first = await ingestRecorded(user, { ...asked, source });
    const second = await ingestRecorded(user, { ...asked, source });
    expect(second.rows).toMatchObject({ read: 12, new: 0, changed: 0, unchanged: 4, rejected: 6 });
    const records = await kept(user);
    expect(records).toHaveLength(7);
    for (const record of records)
      expect(record).toMatchObject({ first: first.id, last: second.id });
  });

  it('whose samples were all refused is a run that succeeded and stored nothing', async () => {
    const user = await newUser();
    const source = documentSource({ [date]: minutely('08:00', [0, -5, 301, 1e9, 'NaN', '6e1']) });
    const run = await ingestRecorded(user, { ...asked, source });
    expect(run).toMatchObject({ status: 'succeeded', rows: { read: 6, new: 0, rejected: 6 } });
    expect((await storedSamples(user.id)).t).toEqual([]);
    expect(new Set((await kept(user)).map(({ reason }) => reason))).toEqual(
      new Set(refused.slice(0, 1).concat('value-not-a-number')),
    );
  });

  it('with texts that PostgreSQL cannot hold is kept all the same', async () => {
    const user = await newUser();
    const source = documentSource({
      [date]: [
        { time: '08:00:00', value: `6\u00005${'9'.repeat(10_000)}` },
        { time: '08:01:00', value: '\ud800' },
      ],
    });
    const run = await ingestRecorded(user, { ...asked, source });
    expect(run).toMatchObject({ status: 'succeeded', rows: { read: 2, rejected: 2 } });
    expect(await kept(user)).toHaveLength(2);
  });
});

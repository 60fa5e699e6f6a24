/** On a journey: the device's clock is kept, and days stay those of the participant's own zone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getExport } from '#db/queries/getExport.ts';
import { getSummary } from '#db/queries/getSummary.ts';
import { getUtcOffsets } from '#db/queries/getUtcOffsets.ts';
import { TestFolder } from '#lib/etl/files/fixtures/importing.ts';
import type { RegisteredParticipant } from '#lib/etl/participants.ts';
import { exportFiles } from '#lib/exchange/formats.ts';
import type { SimulatedGoogle } from '#tests/support/googleHealth/google.ts';
import { simulatedPerson } from '#tests/support/googleHealth/person.ts';
import { startGoogle } from '#tests/support/googleHealth/server.ts';
import { authorisationFor, connectedUser } from './support/connected.ts';
import { newUser, useSharedDatabase } from './support/database.ts';
import { ingest } from './support/ingest.ts';
import { storedSamples } from './support/stored.ts';

useSharedDatabase();

const hour = 3600;
/** Landed at noon UTC, in the middle of a London day, and back a week later. */
const landed = Date.parse('2026-03-26T12:00:00Z');
const home = Date.parse('2026-04-02T09:00:00Z');

let google: SimulatedGoogle;
beforeAll(async () => {
  const days = { start: '2026-03-24', end: '2026-04-04', every: 300, seed: 'journey' };
  google = await startGoogle(
    ['traveller', 'backwards', 'window', 'days', 'exported'].map((id) => simulatedPerson(id, days)),
  );
  for (const person of google.people.values()) {
    person.journey = [
      { from: landed, timeZone: 'Asia/Tokyo' },
      { from: home, timeZone: 'Europe/London' },
    ];
  }
});
const folder = new TestFolder();
afterAll(() => {
  folder.remove();
  return google.close();
});

const fetchDays = async (accountId: string, windows: [string, string][]) => {
  const user = await connectedUser(google, accountId);
  for (const [start, end] of windows) {
    await ingest(user, { start, end, authorisation: authorisationFor(google, user.id) });
  }
  return user;
};
const april = {
  start: Date.parse('2026-03-20T00:00:00Z'),
  end: Date.parse('2026-04-10T00:00:00Z'),
};

/** By the simulated person's own samples: where the offset changes, and to what. */
function changesOf(accountId: string) {
  const t = google.people.get(accountId)?.t ?? [];
  // London's clocks go forward while the traveller is in Tokyo.
  const offset = (ms: number) => (ms < landed ? 0 : ms < home ? 9 * hour : hour);
  const at = t.filter((ms, i) => i === 0 || offset(ms) !== offset(t[i - 1] ?? 0));
  return { source: 'google-health', t: at, offsetSeconds: at.map(offset) };
}

describe('the clock of a device that travels', () => {
  it('is kept with every sample, however the days come', async () => {
    const user = await fetchDays('traveller', [['2026-03-24', '2026-04-04']]);
    const answer = await getUtcOffsets({ userId: user.id, ...april });
    expect(answer).toMatchObject({ timeZone: 'Europe/London', sources: [changesOf('traveller')] });
    const newestFirst = await fetchDays('backwards', [
      ['2026-04-01', '2026-04-04'],
      ['2026-03-24', '2026-03-31'],
      ['2026-03-26', '2026-03-27'],
    ]);
    const again = await getUtcOffsets({ userId: newestFirst.id, ...april });
    expect(again.sources).toEqual([changesOf('backwards')]);
  });

  it('is told from the stretch that holds when the window begins', async () => {
    const user = await fetchDays('window', [['2026-03-24', '2026-04-04']]);
    const { sources } = await getUtcOffsets({
      userId: user.id,
      start: landed + 30 * hour * 1000,
      end: landed + 31 * hour * 1000,
    });
    expect(sources[0]?.offsetSeconds).toEqual([9 * hour]);
    const before = { start: april.start, end: april.start + 1000 };
    expect((await getUtcOffsets({ userId: user.id, ...before })).sources).toEqual([]);
  });

  it('does not move the days, which stay those of the participant’s zone', async () => {
    const user = await fetchDays('days', [['2026-03-24', '2026-04-04']]);
    const { days } = await getSummary({ userId: user.id, start: '2026-03-20', end: '2026-04-10' });
    const { t } = await storedSamples(user.id);
    const local = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' });
    const byDay = Map.groupBy(t, (ms) => local.format(ms));
    expect(days.map(({ date, sampleCount }) => [date, sampleCount])).toEqual(
      [...byDay].map(([date, samples]) => [date, samples.length]),
    );
  });
});

describe('an export of somebody who travelled', () => {
  it('has each sample on the clock of its device, and an import of it keeps that, in halves as well', async () => {
    const user = await fetchDays('exported', [['2026-03-24', '2026-04-04']]);
    const { t } = await storedSamples(user.id);
    // On the second day abroad, which is cut in two by the files.
    const noon = Date.parse('2026-03-28T12:00:00Z');
    const points = (await exportOf(user.id, 'open-mhealth')).split('\n').flatMap(timeOfPoint);
    expect(points.map((time) => Date.parse(time))).toEqual(t);
    expect(points.filter((time) => time.endsWith('+09:00'))).toHaveLength(
      t.filter((ms) => ms >= landed && ms < home).length,
    );
    expect((await exportOf(user.id, 'csv', { end: landed + hour * 1000 })).split('\r\n')).toContain(
      `2026-03-26T12:00:00+00:00,${await valueAt(user.id, landed)},google-health,+09:00`,
    );
    for (const files of [[{}], [{ start: noon }, { end: noon }]]) {
      const again = await newUser({ source: 'csv', dataSeed: null, timeZone: 'Europe/London' });
      for (const part of files) await importText(again, await exportOf(user.id, 'csv', part));
      const [imported] = (await getUtcOffsets({ userId: again.id, ...april })).sources;
      expect(imported).toEqual({ ...changesOf('exported'), source: 'csv' });
      expect((await exportOf(again.id, 'csv')).match(/\+09:00\r/g)).toHaveLength(
        points.filter((time) => time.endsWith('+09:00')).length,
      );
    }
  });
});

async function exportOf(
  userId: string,
  format: keyof typeof exportFiles,
  part: { start?: number; end?: number } = {},
): Promise<string> {
  const exported = await getExport({ userId, connecting: [], ...part });
  return (await Array.fromAsync(exportFiles[format].write(exported))).join('');
}

function timeOfPoint(line: string): string[] {
  return /"effective_time_frame":\{"date_time":"([^"]+)"/.exec(line)?.slice(1) ?? [];
}

async function valueAt(userId: string, ms: number): Promise<number | undefined> {
  const { t, value } = await storedSamples(userId);
  return value[t.indexOf(ms)];
}

async function importText(user: RegisteredParticipant, text: string): Promise<void> {
  const opened = await folder.open([folder.write(`${user.id}.csv`, text)]);
  for (const subject of opened.subjects) {
    const { firstDate: start, lastDate: end } = subject;
    if (start && end) await ingest(user, { start, end, source: opened.sourceFor(subject) });
  }
  await opened.close();
}

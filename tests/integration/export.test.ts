/** Exports: every sample once, in local time, over clock changes and holes, while it is read. */
import { beforeAll, describe, expect, it } from 'vitest';
import { getExport } from '#db/queries/getExport.ts';
import { createAnnotation } from '#db/queries/writeAnnotation.ts';
import { coverageStates } from '#lib/coverage/states.ts';
import type { RegisteredParticipant } from '#lib/etl/participants.ts';
import { exportFiles } from '#lib/exchange/formats.ts';
import { askHandler } from '#tests/api/inProcess.ts';
import { newUser, useSharedDatabase } from './support/database.ts';
import { ingest } from './support/ingest.ts';
import { storedSamples } from './support/stored.ts';

useSharedDatabase();

const at = Date.parse;
const now = at('2026-04-09T12:00:00Z');
let user: RegisteredParticipant;

// A week with nothing in it lies between the days that London's clocks go forward and an ordinary one.
beforeAll(async () => {
  user = await newUser({ timeZone: 'Europe/London' });
  await ingest(user, { start: '2026-03-28', end: '2026-03-30' });
  await ingest(user, { start: '2026-04-07', end: '2026-04-07', full: true });
  const start = at('2026-03-29T01:30:00Z');
  await createAnnotation(user.id, { kind: 'illness', start, end: start + 3_600_000, text: 'Cold' });
});

async function linesOf(question: { start?: number; end?: number } = {}): Promise<string[]> {
  const exported = await getExport({ userId: user.id, connecting: [], now, ...question });
  let text = '';
  for await (const chunk of exportFiles.csv.write(exported)) text += chunk;
  return text.trimEnd().split('\r\n');
}

const samplesIn = (lines: string[]) =>
  lines.filter((line) => /^\d/.test(line)).map((line) => line.split(','));

describe('an export of everything', () => {
  it('holds every stored sample once, in order, and counts them at its end', async () => {
    const lines = await linesOf();
    const stored = await storedSamples(user.id);
    const rows = samplesIn(lines);
    expect(rows.map(([time]) => at(time ?? ''))).toEqual(stored.t);
    expect(rows.map(([, bpm]) => Number(bpm))).toEqual(stored.value);
    expect(new Set(rows.map(([, , source]) => source))).toEqual(new Set(['synthetic']));
    expect(lines.at(-1)).toBe(`# End of the export: ${stored.t.length} samples`);
  });

  it('names every local day, the short one with its length, the empty ones as empty', async () => {
    const days = (await linesOf()).filter((line) => line.startsWith('# Day 20'));
    expect(days).toHaveLength(13);
    expect(days[1]).toMatch(/^# Day 2026-03-29: \d+ samples, \d+ of 1380 minutes/);
    expect(days[5]).toMatch(/^# Day 2026-04-02: 0 samples, 0 of 1440 minutes/);
    expect(days[12]).toMatch(/^# Day 2026-04-09: 0 samples/);
    const states = coverageStates.map((state) => state.replaceAll('-', ' ')).join('|');
    for (const day of days) expect(day).toMatch(new RegExp(`with data, (${states})(: .*)?$`));
  });
});

describe('an export of a window', () => {
  const start = at('2026-03-29T00:59:00Z');
  const end = at('2026-03-29T01:01:00Z');

  it('goes over the hour that is skipped without a gap and without a word of it', async () => {
    const lines = await linesOf({ start, end });
    const times = samplesIn(lines).map(([time]) => time ?? '');
    const { t } = await storedSamples(user.id);
    expect(times.map((time) => at(time))).toEqual(t.filter((ms) => ms >= start && ms < end));
    expect(times.some((time) => time.startsWith('2026-03-29T00:59'))).toBe(true);
    expect(times.some((time) => time.startsWith('2026-03-29T02:00'))).toBe(true);
    expect(times.filter((time) => time.includes('T01:'))).toEqual([]);
  });

  it('has the annotations that touch it and no others', async () => {
    const touching = await linesOf({ start: end, end: at('2026-03-29T02:00:00Z') });
    expect(touching.join('\n')).toContain('# Annotation: illness, 2026-03-29T02:30:00+01:00');
    expect((await linesOf({ start, end })).join('\n')).not.toContain('# Annotation');
  });

  it('is empty and says so where nothing is stored', async () => {
    const lines = await linesOf({
      start: at('2026-04-01T12:00:00Z'),
      end: at('2026-04-02T12:00:00Z'),
    });
    expect(samplesIn(lines)).toEqual([]);
    expect(lines.filter((line) => line.startsWith('# Day 20'))).toHaveLength(2);
    expect(lines.at(-1)).toBe('# End of the export: 0 samples');
    const before = await linesOf({ end: at('1990-01-01T00:00:00Z') });
    expect(before.at(-1)).toBe('# End of the export: 0 samples');
  });
});

describe('the route of exports', () => {
  it('offers a file under a name, and refuses before it begins', async () => {
    const ask = (id: string) =>
      askHandler({
        name: 'export',
        route: 'getExport',
        method: 'GET',
        url: `/api/users/${id}/export?format=open-mhealth&start=2026-03-29T00:59:00Z&end=2026-03-29T01:01:00Z`,
        status: 200,
      });
    const answer = await ask(user.id);
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="${user.id}_2026-03-29T0059_2026-03-29T0201.omh.ndjson"`,
    );
    for (const line of answer.text.trimEnd().split('\n')) JSON.parse(line);
    expect((await ask('nobody')).status).toBe(404);
  });

  it('is empty but whole for somebody without samples', async () => {
    const { id } = await newUser();
    const exported = await getExport({ userId: id, connecting: [] });
    let text = '';
    for await (const chunk of exportFiles.csv.write(exported)) text += chunk;
    expect(text).toContain('# Stored: no samples');
    expect(text).toContain('# End of the export: 0 samples');
  });
});

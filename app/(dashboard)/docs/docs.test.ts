import { describe, expect, it } from 'vitest';
import { openApiDocument } from '#lib/contract/openapi.ts';
import { routes } from '#lib/contract/routes.ts';
import { readDocument } from './operations.ts';
import { prettyJson } from './prettyJson.ts';
import { addressOf, curlLine, type Examples, prefill } from './request.ts';
import { schemaText } from './schemaText.ts';

const { operations } = readDocument(openApiDocument());

function operation(id: keyof typeof routes) {
  const found = operations.find((one) => one.id === id);
  if (!found) throw new Error(`${id} is not on the page`);
  return found;
}

const here: Examples = {
  users: ['anna', 'bert', 'cleo'],
  connectable: 'cleo',
  run: '12',
  annotation: '5',
  start: '2026-03-28T12:00:00.000Z',
  end: '2026-03-29T12:00:00.000Z',
  startDate: '2026-03-23',
  endDate: '2026-03-29',
};

/** The address that a route's form sends to when nothing was typed. */
function untouched(id: keyof typeof routes, examples?: Examples): string {
  const its = operation(id);
  return addressOf(
    its,
    Object.fromEntries(its.fields.map((field) => [field.name, prefill(its.path, field, examples)])),
  );
}

describe('the page of routes', () => {
  it('shows every documented route', () => {
    expect(operations.map(({ id }) => id).sort()).toEqual(Object.keys(routes).sort());
  });

  it('prefills what is required with what this installation holds', () => {
    const week = 'start=2026-03-23&end=2026-03-29';
    const window = 'start=2026-03-28T12:00:00.000Z&end=2026-03-29T12:00:00.000Z';
    expect(untouched('getSummary', here)).toBe(`/api/users/anna/summary?${week}`);
    expect(untouched('getHeartRate', here)).toBe(`/api/users/anna/heart-rate?${window}`);
    expect(untouched('getHeartRates', here)).toBe(`/api/heart-rate?${window}&users=anna,bert`);
    expect(untouched('getRunLogs', here)).toBe('/api/ingestions/12/logs');
    expect(untouched('getRuns', here)).toBe('/api/ingestions');
    expect(untouched('connect', here)).toBe('/api/users/cleo/connect');
  });

  it('prefills with the documented examples while it does not know better', () => {
    expect(untouched('getRun')).toBe('/api/ingestions/1');
    expect(untouched('getSummary')).toBe(
      '/api/users/user1/summary?start=2026-03-23&end=2026-03-29',
    );
    expect(untouched('requestIngestion')).toBe('/api/users/user1/ingestions');
  });

  it('tells types, ranges, choices and defaults of parameters', () => {
    const fields = Object.fromEntries(
      operation('getHeartRate').fields.map((field) => [field.name, field]),
    );
    expect(fields.start).toMatchObject({ required: true, type: 'ISO 8601 time' });
    expect(fields.points).toMatchObject({ type: 'integer, 10–100000', defaultValue: '2000' });
    expect(fields.resolution?.options).toEqual(['auto', 'raw', '1m', '15m', '1h', '1d']);
    expect(operation('getSummary').fields[1]).toMatchObject({ name: 'start', type: 'date' });
  });

  it('writes awkward values so that neither URL nor shell trips over them', () => {
    const address = addressOf(operation('getHeartRate'), { id: '../a b', start: "1'&end=2" });
    expect(address).toBe('/api/users/..%2Fa%20b/heart-rate?start=1%27%26end%3D2');
    expect(curlLine('POST', 'http://x/', "{'}")).toBe(
      `curl -X POST -H 'content-type: application/json' -d '{'\\''}' 'http://x/'`,
    );
  });
});

describe('a schema as text', () => {
  it('writes names, types, choices and comments', () => {
    const text = schemaText(
      {
        type: 'object',
        required: ['t', 'unit'],
        properties: {
          t: { type: 'array', items: { type: 'integer', description: 'ms UTC' } },
          unit: { const: 'bpm' },
          state: { anyOf: [{ enum: ['on', 'off'] }, { type: 'null' }] },
          run: { $ref: '#/components/schemas/Run' },
        },
      },
      { Run: { type: 'object', properties: { id: { type: 'integer' } } } },
    );
    expect(text).toBe(
      '{\n  t: integer[]  // ms UTC\n  unit: "bpm"\n  state?: "on" | "off" | null\n  run?: {\n    id?: integer\n  }\n}',
    );
  });

  it('exists for every answer of every route', () => {
    for (const { answers } of operations) {
      for (const { schema } of answers) expect(schema).toMatch(/^(\{\n|string$)/);
    }
  });
});

describe('JSON for reading', () => {
  it('keeps columns on one line and says how much of them it left out', () => {
    const t = Array.from({ length: 2_008 }, (_, index) => index);
    expect(prettyJson({ userId: 'a', t, value: [] })).toBe(
      '{\n  "userId": "a",\n  "t": [0, 1, 2, 3, 4, 5, 6, 7, … 2,000 more],\n  "value": []\n}',
    );
  });

  it('ends a huge document early and says so', () => {
    const text = prettyJson({ text: 'x'.repeat(100_000) });
    expect(text.length).toBeLessThan(21_000);
    expect(text).toMatch(/more characters$/);
  });
});

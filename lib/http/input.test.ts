import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { heartRateQuery, heartRatesQuery } from '#lib/contract/heartRate.ts';
import { ingestionRequest, runsQuery } from '#lib/contract/ingestions.ts';
import { HeartlineError } from '#lib/errors.ts';
import { maxBodyBytes, parseBody, parseQuery, readJson } from './input.ts';

const window = 'start=2026-03-29T00:00:00Z&end=2026-03-30T00:00:00Z';

/** What was refused: the code, the sentence, and the path of each problem. */
async function refusal(ask: () => unknown) {
  try {
    await ask();
  } catch (error) {
    if (!(error instanceof HeartlineError)) throw error;
    const details = z.array(z.object({ path: z.string(), message: z.string() })).catch([]);
    const paths = details.parse(error.details).map((problem) => problem.path);
    return { code: error.code, message: error.message, paths };
  }
  throw new Error('It was accepted');
}

const query = (schema: z.ZodObject, text: string) =>
  refusal(() => parseQuery(schema, `http://heart.test/api/x?${text}`));

function post(body: BodyInit | null, headers: Record<string, string> = {}) {
  return new Request('http://heart.test/api/x', { method: 'POST', body, headers });
}

const json = { 'content-type': 'application/json' };

describe('a query', () => {
  it('is read by its schema, with instants as ms UTC and defaults filled in', () => {
    const text = 'start=2026-03-29T00:00:00%2B01:00&end=2026-03-30T00:00:00Z';
    expect(parseQuery(heartRateQuery, `http://heart.test/?${text}`)).toEqual({
      start: Date.UTC(2026, 2, 28, 23),
      end: Date.UTC(2026, 2, 30),
      resolution: 'auto',
      points: 2000,
      times: 'absolute',
    });
  });

  it('takes an empty parameter for an absent one', () => {
    expect(parseQuery(runsQuery, 'http://heart.test/?user=&status=&cursor=')).toEqual({
      limit: 50,
      offset: 0,
      sort: 'newest',
    });
  });

  it('names every parameter that is wrong, in the sentence and in the details', async () => {
    const { code, message, paths } = await query(heartRateQuery, 'start=yesterday&points=3');
    expect(code).toBe('INVALID_INPUT');
    expect(paths).toEqual(['start', 'end', 'points']);
    for (const name of paths) expect(message).toContain(`${name} must`);
  });

  it('refuses an end before its start at the end', async () => {
    const { paths, message } = await query(
      heartRateQuery,
      'start=2026-03-30T00:00:00Z&end=2026-03-29T00:00:00Z',
    );
    expect(paths).toEqual(['end']);
    expect(message).toContain('end must be after start');
  });

  it('refuses unknown and repeated parameters by name', async () => {
    const { paths, message } = await query(
      heartRateQuery,
      `${window}&resolutoin=raw&points=9&points=99`,
    );
    expect(paths).toEqual(['resolutoin', 'points']);
    expect(message).toContain('there is start, end, resolution, points');
    expect(message).toContain('points is given more than once');
  });

  it('knows no parameter by the name of what objects inherit', async () => {
    expect((await query(runsQuery, '__proto__=1&constructor=2')).paths).toEqual([
      '__proto__',
      'constructor',
    ]);
  });

  it.each(['NaN', 'Infinity', '-1', '2.5', '1e9', 'many', '9'])(
    'refuses %s points',
    async (points) => {
      expect((await query(heartRateQuery, `${window}&points=${points}`)).paths).toEqual(['points']);
    },
  );

  it('says which resolutions there are', async () => {
    const { message } = await query(heartRateQuery, `${window}&resolution=2m`);
    expect(message).toContain('resolution must be one of auto, raw, 1m, 15m, 1h, 1d');
  });

  it('explains a plus sign that the URL swallowed', async () => {
    const { message } = await query(
      heartRateQuery,
      'start=2026-03-29T00:00:00+01:00&end=2026-03-30T00:00:00Z',
    );
    expect(message).toContain('%2B');
  });

  it('answers an oversized name or value with a short sentence', async () => {
    const huge = 'x'.repeat(100_000);
    for (const text of [
      `${huge}=1`,
      `users=${huge}&${window}`,
      `${window}&users=${'a,'.repeat(50_000)}b!`,
    ]) {
      const { message } = await query(heartRatesQuery, text);
      expect(message.length).toBeLessThan(1_000);
    }
  });
});

describe('a body', () => {
  it('is read as JSON and checked by its schema', async () => {
    const body = await readJson(
      post('{"full":true}', { 'content-type': 'application/json; charset=utf-8' }),
    );
    expect(parseBody(ingestionRequest, body)).toEqual({ full: true });
  });

  it('may be left out', async () => {
    expect(await readJson(post(null))).toEqual({});
    expect(await readJson(post('', json))).toEqual({});
  });

  it.each(['{', 'full=true', '{"full":tru', '\u0000', 'NaN'])(
    'refuses %j as no JSON',
    async (text) => {
      expect(await refusal(() => readJson(post(text, json)))).toMatchObject({
        code: 'INVALID_INPUT',
      });
    },
  );

  it('refuses bytes that are no UTF-8', async () => {
    const bytes = new Uint8Array([0x22, 0xff, 0xfe, 0x22]);
    expect(await refusal(() => readJson(post(bytes, json)))).toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonp',
  ])('refuses %s, filled or empty', async (type) => {
    for (const body of ['{}', '']) {
      const { code } = await refusal(() => readJson(post(body, { 'content-type': type })));
      expect(code).toBe('UNSUPPORTED_MEDIA_TYPE');
    }
  });

  it('refuses more than 64 kB, whether its length is declared or not', async () => {
    const bytes = new Uint8Array(maxBodyBytes + 1).fill(0x20);
    const declared = post(bytes, { ...json, 'content-length': String(bytes.length) });
    // A body of unknown length travels half duplex; the DOM's types do not know the word yet.
    const half = {
      method: 'POST',
      headers: json,
      duplex: 'half',
      body: new Blob([bytes]).stream(),
    };
    const streamed = new Request('http://heart.test/', half);
    for (const request of [declared, streamed]) {
      expect(await refusal(() => readJson(request))).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
    }
  });

  it('names unknown fields, wrong types and impossible days', async () => {
    const body = { start: '2026-02-30', full: 'yes', user: 'user2' };
    const { message, paths } = await refusal(() => parseBody(ingestionRequest, body));
    expect(paths).toEqual(['start', 'full', '']);
    expect(message).toContain('full must be of type boolean');
    expect(message).toContain('the whole has unknown fields: user');
  });

  it.each([[[]], ['text'], [null], [7]])('refuses %j, which is no object', async (body) => {
    const { message } = await refusal(() => parseBody(ingestionRequest, body));
    expect(message).toContain('the whole must be of type object');
  });
});

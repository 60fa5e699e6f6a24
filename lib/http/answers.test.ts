import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { errorBody } from '#lib/contract/common.ts';
import { errorCodes, HeartlineError } from '#lib/errors.ts';
import { errorAnswer, jsonAnswer } from './answers.ts';

const withCode = (code: string, message = 'no matter') =>
  Object.assign(new Error(message), { code });

async function read(answer: Response) {
  return { status: answer.status, ...errorBody.parse(await answer.json()) };
}

/** A log that keeps its lines. */
function listening() {
  const lines: string[] = [];
  return { lines, log: pino({}, { write: (line) => lines.push(line) }) };
}

describe('an answer', () => {
  it('stays out of caches, an error as well', () => {
    for (const answer of [
      jsonAnswer({}),
      errorAnswer(new HeartlineError('RUN_NOT_FOUND', 'No.')),
    ]) {
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('content-type')).toMatch('application/json');
    }
  });
});

describe('an error as an answer', () => {
  it('keeps code, sentence and details of a coded error, with the status of its code', async () => {
    const error = new HeartlineError('RESOLUTION_REFUSED', 'Too long.', { details: { limit: 5 } });
    expect(await read(errorAnswer(error))).toEqual({
      status: 422,
      error: { code: 'RESOLUTION_REFUSED', message: 'Too long.', details: { limit: 5 } },
    });
  });

  it('has a status for each code, and the documented error schema knows them all', async () => {
    const codes = z.enum(Object.keys(errorCodes) as [keyof typeof errorCodes]).options;
    for (const code of codes) {
      const answer = await read(errorAnswer(new HeartlineError(code, 'A sentence.')));
      expect(answer).toMatchObject({ status: errorCodes[code].status, error: { code } });
    }
  });

  it.each([
    'ECONNREFUSED',
    'ECONNRESET',
    'CONNECTION_CLOSED',
    'CONNECTION_ENDED',
    'CONNECTION_DESTROYED',
    'CONNECT_TIMEOUT',
    '57P01',
    '57P03',
    '08006',
    '53300',
  ])('is 503 when the database is away, told by %s', async (code) => {
    const answer = errorAnswer(withCode(code));
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(await read(answer)).toMatchObject({ status: 503, error: { code: 'DATABASE_AWAY' } });
  });

  it('finds the lost connection inside of a wrapped error and of one for two addresses', async () => {
    const both = new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]);
    const wrapped = new Error('Failed query', { cause: withCode('CONNECTION_CLOSED') });
    expect(errorAnswer(both).status).toBe(503);
    expect(errorAnswer(wrapped).status).toBe(503);
  });

  it('goes by codes, never by the text of a message', () => {
    const { log } = listening();
    const error = new Error('connect ECONNREFUSED 127.0.0.1:5432');
    expect(errorAnswer(error, { log }).status).toBe(500);
  });

  it('tells a reference and nothing else of a defect, and logs the defect under it', async () => {
    const { log, lines } = listening();
    const defect = withCode('42P01', 'relation "secret" does not exist at /srv/app/db.ts:12');
    const answer = errorAnswer(defect, { log });
    const text = await answer.clone().text();
    expect(text).not.toMatch(/secret|srv|42P01/);
    const { status, error } = await read(answer);
    expect({ status, code: error.code }).toEqual({ status: 500, code: 'INTERNAL' });
    const { reference } = z.object({ reference: z.uuid() }).parse(error.details);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(reference);
    expect(lines[0]).toContain('relation \\"secret\\" does not exist');
  });

  it('takes a schema failure in our own data for the defect it is', () => {
    const { log, lines } = listening();
    for (const thrown of [z.string().safeParse(1).error, 'thrown text', undefined]) {
      expect(errorAnswer(thrown, { log }).status).toBe(500);
    }
    expect(lines).toHaveLength(3);
  });
});

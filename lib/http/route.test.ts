import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { plain } from '#lib/contract/route.ts';
import { HeartlineError } from '#lib/errors.ts';
import { refuseAllBut, refuseUnknownRoute, route } from './route.ts';

const echo = {
  ...plain,
  method: 'post',
  path: '/api/echo/{id}',
  tag: 'Service',
  summary: 'Echo',
  description: 'Says what it was told',
  params: z.object({ id: z.coerce.number().int() }),
  query: z.object({ loud: z.stringbool().default(false) }),
  body: z.object({ text: z.string() }),
  status: 202,
  answer: z.object({ said: z.string() }),
  answers: 'What was said',
} as const;

const context = (id: string) => ({ params: Promise.resolve({ id }) });

function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  return new Request(`http://heart.test${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
}

const say = route(
  echo,
  ({ params, query, body }) => ({ said: `${params.id} ${body.text}${query.loud ? '!' : ''}` }),
  ({ said }) => ({ location: `/said/${said.length}` }),
);

describe('a route', () => {
  it('hands over path, query and body as their schemas read them, and answers as documented', async () => {
    const answer = await say(post('/api/echo/7?loud=yes', { text: 'hi' }), context('7'));
    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toBe('/said/5');
    expect(await answer.json()).toEqual({ said: '7 hi!' });
  });

  it('does not ask when path, query or body are wrong', async () => {
    const ask = vi.fn();
    const silent = route(echo, ask);
    const asked = [
      await silent(post('/api/echo/x', { text: 'hi' }), context('x')),
      await silent(post('/api/echo/7?loud=perhaps', { text: 'hi' }), context('7')),
      await silent(post('/api/echo/7', { text: 7 }), context('7')),
    ];
    expect(asked.map((answer) => answer.status)).toEqual([400, 400, 400]);
    expect(ask).not.toHaveBeenCalled();
  });

  it('does not ask for a page of another site', async () => {
    const ask = vi.fn();
    const request = post('/api/echo/7', { text: 'hi' }, { 'sec-fetch-site': 'cross-site' });
    expect((await route(echo, ask)(request, context('7'))).status).toBe(403);
    expect(ask).not.toHaveBeenCalled();
  });

  it('manages without dynamic segments, of which Next then says undefined', async () => {
    const fixed = route({ ...echo, params: plain.params }, ({ body }) => ({ said: body.text }));
    const request = post('/api/echo', { text: 'hi' });
    const answer = await fixed(request, { params: Promise.resolve(undefined) });
    expect(await answer.json()).toEqual({ said: 'hi' });
  });

  it('answers what was thrown, at once or later', async () => {
    const missing = new HeartlineError('USER_NOT_FOUND', 'There is no user 7.');
    const thrown = route(echo, () => {
      throw missing;
    });
    const rejected = route(echo, () => Promise.reject(missing));
    for (const handler of [thrown, rejected]) {
      expect((await handler(post('/api/echo/7', { text: 'hi' }), context('7'))).status).toBe(404);
    }
  });

  it('refuses the methods it does not have, saying which it has', async () => {
    const request = new Request('http://heart.test/api/users', { method: 'DELETE' });
    const answer = await refuseAllBut('GET').DELETE(request, context(''));
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    expect(await answer.json()).toMatchObject({ error: { code: 'METHOD_NOT_ALLOWED' } });
  });

  it('that does not exist is answered in the same shape', async () => {
    const answer = await refuseUnknownRoute(
      new Request('http://heart.test/api/nothing'),
      context(''),
    );
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { code: 'ROUTE_NOT_FOUND' } });
  });
});

/** Answers as the real servers send them, and as they break off. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault } from './faults.ts';

const refusals: Record<
  Exclude<Fault, 'cut-off' | 'half-json' | 'slow'>,
  [status: number, name: string, reason?: string]
> = {
  unauthenticated: [401, 'UNAUTHENTICATED'],
  forbidden: [403, 'PERMISSION_DENIED'],
  'rate-limited': [429, 'RESOURCE_EXHAUSTED', 'RATE_LIMIT_EXCEEDED'],
  internal: [500, 'INTERNAL'],
  'token-dies': [401, 'UNAUTHENTICATED'],
  'not-linked': [400, 'FAILED_PRECONDITION', 'ACCOUNT_NOT_LINKED'],
};

export function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** The first half at once, the rest a while later. */
export function dribble(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json' });
  response.write(text.slice(0, text.length / 2));
  setTimeout(() => response.end(text.slice(text.length / 2)), 120);
}

/** @param retryAfter of a 429. */
export function refuse(
  response: ServerResponse,
  fault: Exclude<Fault, 'slow'>,
  retryAfter: string,
): void {
  if (fault === 'cut-off' || fault === 'half-json') {
    breakOff(response, fault);
    return;
  }
  const [status, name, reason] = refusals[fault];
  if (status === 429) response.setHeader('retry-after', retryAfter);
  send(response, status, errorOf(status, name, reason));
}

function breakOff(response: ServerResponse, fault: 'cut-off' | 'half-json'): void {
  const body = '{"dataPoints":[{"heartRate":{"sampleTi';
  if (fault === 'half-json') response.writeHead(200).end(body);
  else response.writeHead(200, { 'content-length': 5_000 }).write(body, () => response.destroy());
}

export function errorOf(code: number, status: string, reason?: string) {
  const details = reason ? [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason }] : [];
  return { error: { code, message: `Simulated ${status}`, status, details } };
}

export async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

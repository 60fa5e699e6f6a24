import { useEffect, useRef, useState } from 'react';
import { prettyJson } from './prettyJson.ts';

export interface Answered {
  url: string;
  ok: boolean;
  /** `200 OK`. */
  status: string;
  /** From sending to the last byte. */
  milliseconds: number;
  bytes: number;
  location: string | null;
  text: string;
}

export type RequestState =
  | { step: 'idle' }
  | { step: 'sending' }
  | { step: 'answered'; answered: Answered }
  | { step: 'failed'; why: string };

/** Sends one request at a time: a new one takes the place of the one under way. */
export function useRequest() {
  const [state, setState] = useState<RequestState>({ step: 'idle' });
  const underWay = useRef<AbortController>(undefined);
  useEffect(() => () => underWay.current?.abort(), []);

  async function send(method: string, url: string, body: string | undefined) {
    underWay.current?.abort();
    const stop = new AbortController();
    underWay.current = stop;
    setState({ step: 'sending' });
    try {
      const answered = await ask(method, url, body, stop.signal);
      if (!stop.signal.aborted) setState({ step: 'answered', answered });
    } catch (error) {
      if (!stop.signal.aborted) setState({ step: 'failed', why: String(error) });
    }
  }
  return { state, send };
}

async function ask(
  method: string,
  url: string,
  body: string | undefined,
  signal: AbortSignal,
): Promise<Answered> {
  const headers: HeadersInit = body === undefined ? {} : { 'content-type': 'application/json' };
  const start = performance.now();
  const answer = await fetch(url, { method, headers, body, signal });
  const bytes = await answer.arrayBuffer();
  return {
    url,
    ok: answer.ok,
    status: `${answer.status} ${answer.statusText}`.trim(),
    milliseconds: performance.now() - start,
    bytes: bytes.byteLength,
    location: answer.headers.get('location'),
    text: readable(new TextDecoder().decode(bytes)),
  };
}

/** A proxy in between may answer with something else than JSON: that is shown as it came. */
function readable(text: string): string {
  try {
    return prettyJson(JSON.parse(text));
  } catch {
    return text.slice(0, 5_000);
  }
}

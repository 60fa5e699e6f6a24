'use client';
import { useEffect, useState } from 'react';
import type { LogLine, LogsAnswer } from '#lib/contract/ingestions.ts';
import { maxLogLines } from '#lib/contract/limits.ts';
import { answerWith, fetchJson } from './fetchJson.ts';

/** `since` in ms UTC: from when on nothing more was heard. */
export type LogConnection =
  | { state: 'connecting' | 'live' | 'complete' }
  | { state: 'reconnecting'; since: number };

export interface RunLog {
  lines: readonly LogLine[];
  connection: LogConnection;
}

/** When what a browser does not try again by itself is tried again (any answer but a stream), ms. */
const tryAgainMs = 2_000;
/** Lines that come in one burst are shown together: the more there are already, the more of them, ms. */
const gatherMs = (lines: number) => 80 + lines / 100;

const isLogs = answerWith<LogsAnswer>('lines', 'running');

/**
 * The log of a run as it is written, over server-sent events; what is written already by the page. A connection that was lost is made
 * again and goes on after the last line; the stream is closed when the run has ended.
 */
export function useRunLog(runId: number): RunLog {
  const [log, setLog] = useState<RunLog>({ lines: [], connection: { state: 'connecting' } });
  useEffect(() => {
    const follower = new LogFollower(runId, setLog);
    return () => follower.stop();
  }, [runId]);
  return log;
}

class LogFollower {
  readonly #runId: number;
  readonly #show: (log: RunLog) => void;
  #lines: LogLine[] = [];
  #connection: LogConnection = { state: 'connecting' };
  #source: EventSource | undefined;
  #gather: ReturnType<typeof setTimeout> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  readonly #stopped = new AbortController();

  constructor(runId: number, show: (log: RunLog) => void) {
    this.#runId = runId;
    this.#show = show;
    void this.#catchUp();
  }

  stop(): void {
    this.#stopped.abort();
    this.#source?.close();
    clearTimeout(this.#gather);
    clearTimeout(this.#again);
  }

  get #lastId(): number {
    return this.#lines.at(-1)?.id ?? 0;
  }

  /** A hundred thousand lines are ten pages, and as events would keep the browser busy for seconds. */
  async #catchUp(): Promise<void> {
    const { signal } = this.#stopped;
    const pageAfter = (id: number) =>
      fetchJson(`/api/ingestions/${this.#runId}/logs?after=${id}&limit=${maxLogLines}`, isLogs, {
        signal,
      });
    try {
      for (let more = true; more; ) {
        const { lines } = await pageAfter(this.#lastId);
        this.#lines = [...this.#lines, ...lines];
        more = lines.length === maxLogLines;
        if (more) this.#tell();
      }
      this.#open();
    } catch {
      if (!signal.aborted) this.#lost();
    }
  }

  #open(): void {
    const after = this.#lastId;
    const source = new EventSource(`/api/ingestions/${this.#runId}/logs/stream?after=${after}`);
    this.#source = source;
    source.onopen = () => this.#connected({ state: 'live' });
    source.onmessage = (event: MessageEvent<string>) => this.#take(event.data);
    source.addEventListener('end', () => {
      source.close();
      this.#connected({ state: 'complete' });
    });
    // After an answer that is no stream, such as a 503, a browser gives up: we do not.
    source.onerror = () => this.#lost(source.readyState !== EventSource.CLOSED);
  }

  /** @param triedAgain whether the browser tries again by itself. */
  #lost(triedAgain = false): void {
    const since = this.#connection.state === 'reconnecting' ? this.#connection.since : Date.now();
    this.#connected({ state: 'reconnecting', since });
    if (triedAgain) return;
    clearTimeout(this.#again);
    this.#again = setTimeout(() => void this.#catchUp(), tryAgainMs);
  }

  #take(data: string): void {
    const line: LogLine = JSON.parse(data);
    if (line.id <= this.#lastId) return;
    this.#lines.push(line);
    this.#gather ??= setTimeout(() => this.#tell(), gatherMs(this.#lines.length));
  }

  #connected(connection: LogConnection): void {
    this.#connection = connection;
    this.#tell();
  }

  #tell(): void {
    clearTimeout(this.#gather);
    this.#gather = undefined;
    // A new list each time, so that whoever filters it sees that it grew.
    this.#lines = [...this.#lines];
    this.#show({ lines: this.#lines, connection: this.#connection });
  }
}

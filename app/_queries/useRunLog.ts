'use client';
import { useEffect, useState } from 'react';
import type { LogLine } from '#lib/contract/ingestions.ts';

/** `since` in ms UTC: from when on nothing more was heard. */
export type LogConnection =
  | { state: 'connecting' | 'live' | 'complete' }
  | { state: 'reconnecting'; since: number };

export interface RunLog {
  lines: readonly LogLine[];
  connection: LogConnection;
}

/** What a browser does not try again by itself (an answer that is no stream), ms. */
const tryAgainMs = 2_000;
/** Lines that come in one burst are shown together: the more there are already, the more of them, ms. */
const gatherMs = (lines: number) => 80 + lines / 100;

/**
 * The log of a run as it is written, over server-sent events. A connection that was lost is made
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

  constructor(runId: number, show: (log: RunLog) => void) {
    this.#runId = runId;
    this.#show = show;
    this.#open();
  }

  stop(): void {
    this.#source?.close();
    clearTimeout(this.#gather);
    clearTimeout(this.#again);
  }

  #open(): void {
    const after = this.#lines.at(-1)?.id ?? 0;
    const source = new EventSource(`/api/ingestions/${this.#runId}/logs/stream?after=${after}`);
    this.#source = source;
    source.onopen = () => this.#connected({ state: 'live' });
    source.onmessage = (event: MessageEvent<string>) => this.#take(event.data);
    source.addEventListener('end', () => {
      source.close();
      this.#connected({ state: 'complete' });
    });
    source.onerror = () => {
      const since = this.#connection.state === 'reconnecting' ? this.#connection.since : Date.now();
      this.#connected({ state: 'reconnecting', since });
      // After an answer that is no stream, such as a 503, a browser gives up: we do not.
      if (source.readyState !== EventSource.CLOSED) return;
      clearTimeout(this.#again);
      this.#again = setTimeout(() => this.#open(), tryAgainMs);
    };
  }

  #take(data: string): void {
    const line: LogLine = JSON.parse(data);
    if (line.id <= (this.#lines.at(-1)?.id ?? 0)) return;
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

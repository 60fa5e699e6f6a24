/** What comes in against what stands. */
import type { HeartRateDay } from '../types.ts';

/** Parallel columns, ascending in time: ms UTC and bpm. */
export type Samples = Pick<HeartRateDay, 't' | 'value'>;

export interface Difference {
  /** Instants at which nothing stands. */
  added: Samples;
  /** Instants at which another value stands. */
  changed: Samples;
  unchanged: number;
  /** All that stands once the difference is written; what does not come in again stays. */
  afterwards: Samples;
}

export const noSamples: Samples = { t: new Float64Array(0), value: new Int16Array(0) };

/** Both sides ascending in time, no instant twice on a side. */
export function differenceOf(incoming: Samples, standing: Samples): Difference {
  if (standing.t.length === 0) {
    return { added: incoming, changed: noSamples, unchanged: 0, afterwards: incoming };
  }
  const added = new Columns(incoming.t.length);
  const changed = new Columns(incoming.t.length);
  const afterwards = new Columns(incoming.t.length + standing.t.length);
  let at = 0;
  for (let i = 0; i < incoming.t.length; i++) {
    const t = incoming.t[i] ?? 0;
    const value = incoming.value[i] ?? 0;
    for (; at < standing.t.length && (standing.t[at] ?? 0) < t; at++) {
      afterwards.push(standing.t[at] ?? 0, standing.value[at] ?? 0);
    }
    afterwards.push(t, value);
    if (standing.t[at] !== t) added.push(t, value);
    else if (standing.value[at++] !== value) changed.push(t, value);
  }
  for (; at < standing.t.length; at++) {
    afterwards.push(standing.t[at] ?? 0, standing.value[at] ?? 0);
  }
  return {
    added: added.samples(),
    changed: changed.samples(),
    unchanged: incoming.t.length - added.length - changed.length,
    afterwards: afterwards.samples(),
  };
}

class Columns {
  readonly #t: Float64Array;
  readonly #value: Int16Array;
  length = 0;

  constructor(capacity: number) {
    this.#t = new Float64Array(capacity);
    this.#value = new Int16Array(capacity);
  }

  push(t: number, value: number): void {
    this.#t[this.length] = t;
    this.#value[this.length] = value;
    this.length += 1;
  }

  samples(): Samples {
    return { t: this.#t.subarray(0, this.length), value: this.#value.subarray(0, this.length) };
  }
}

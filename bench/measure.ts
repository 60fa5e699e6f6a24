/** What a measure is: a ratio of two figures taken in one run, and the bound it must keep. */
import type { Database } from '#db/client.ts';
import type { History } from './history.ts';

export interface BenchContext {
  database: Database;
  /** Years of several users, compressed; made when first asked for. */
  history(): Promise<History>;
  /** Says what is going on, for whoever waits. */
  say(text: string): void;
}

export type Bound = { min: number } | { max: number };

export interface Figure {
  what: string;
  value: number;
  unit: 'ms' | 'bytes' | 'bytes a row' | 'rows';
}

export interface Outcome {
  /** Median of the rounds. */
  ratio: number;
  /** Lowest and highest of the rounds; both the ratio where there is one round. */
  lowest: number;
  highest: number;
  rounds: number;
  numerator: Figure;
  denominator: Figure;
  /** What exactly was done, in a sentence. */
  detail: string;
}

export interface Measure {
  /** For `--only`. */
  name: string;
  /** The line of the table. */
  title: string;
  bound: Bound;
  run(context: BenchContext): Promise<Outcome>;
}

export function holds(bound: Bound, ratio: number): boolean {
  return 'min' in bound ? ratio >= bound.min : ratio <= bound.max;
}

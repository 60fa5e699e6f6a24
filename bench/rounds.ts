/** Two sides timed in turns, so that a machine that grows faster or slower does so for both. */
import type { Outcome } from './measure.ts';

/** One timing of one side: its milliseconds, without what it set up and cleared away. */
export type Side = (round: number) => Promise<number>;

export interface Sides {
  numerator: { what: string; time: Side };
  denominator: { what: string; time: Side };
  /** Untimed, before both sides of a round. */
  prepare?: (round: number) => Promise<void>;
  rounds: number;
  /** Times that both sides are timed in a round, of which the medians count; default 1. */
  turns?: number;
  /** Rounds before those that count; default 1. */
  warmUps?: number;
  detail: string;
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The ratio of each round, both sides taken right after one another and in changing order. */
export async function interleaved(sides: Sides): Promise<Outcome> {
  const { prepare, rounds, warmUps = 1, numerator, denominator, detail } = sides;
  const above: number[] = [];
  const below: number[] = [];
  for (let round = -warmUps; round < rounds; round++) {
    await prepare?.(round);
    const [up, down] = await bothSides(sides, round);
    if (round < 0) continue;
    above.push(up);
    below.push(down);
  }
  const ratios = above.map((up, round) => up / (below[round] ?? Number.NaN));
  return {
    ratio: median(ratios),
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
    rounds,
    numerator: { what: numerator.what, value: median(above), unit: 'ms' },
    denominator: { what: denominator.what, value: median(below), unit: 'ms' },
    detail,
  };
}

async function bothSides(sides: Sides, round: number): Promise<[number, number]> {
  const { numerator, denominator, turns = 1 } = sides;
  const up: number[] = [];
  const down: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    if ((round + turn) % 2 === 0) {
      up.push(await numerator.time(round));
      down.push(await denominator.time(round));
    } else {
      down.push(await denominator.time(round));
      up.push(await numerator.time(round));
    }
  }
  return [median(up), median(down)];
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

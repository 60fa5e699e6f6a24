/** Results as a table for people and as JSON. */
import type { DatabaseMode } from '#db/client.ts';
import { type Bound, type Figure, holds, type Measure, type Outcome } from './measure.ts';

export interface Result extends Outcome {
  name: string;
  title: string;
  bound: Bound;
  holds: boolean;
}

export function resultOf({ name, title, bound }: Measure, outcome: Outcome): Result {
  return { name, title, bound, ...outcome, holds: holds(bound, outcome.ratio) };
}

export function resultsJson(mode: DatabaseMode, results: readonly Result[]): string {
  return `${JSON.stringify({ mode, at: new Date().toISOString(), results }, undefined, 2)}\n`;
}

/** Embedded the bounds are only printed: they are promised for a server. */
export function table(mode: DatabaseMode, results: readonly Result[]): string {
  const head = ['measure', 'ratio', 'lowest–highest', 'bound', 'verdict', 'of', 'against'];
  const lines = results.map((result) => [
    result.title,
    short(result.ratio),
    result.rounds === 1 ? '' : `${short(result.lowest)}–${short(result.highest)}`,
    boundText(result.bound),
    verdict(mode, result),
    figureText(result.numerator),
    figureText(result.denominator),
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...lines].map((line) => line[column]?.length ?? 0)),
  );
  return [head, ...lines]
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function verdict(mode: DatabaseMode, result: Result): string {
  if (result.holds) return 'holds';
  return mode === 'server' ? 'MISSED' : 'below (server only)';
}

function boundText(bound: Bound): string {
  return 'min' in bound ? `≥ ${bound.min}` : `≤ ${bound.max}`;
}

function figureText({ value, unit }: Figure): string {
  return unit === 'ms' ? `${short(value)} ms` : `${value.toLocaleString('en-US')} ${unit}`;
}

function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

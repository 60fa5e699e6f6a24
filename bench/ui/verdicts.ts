/** The figures against what is promised. */
import type { DatabaseMode } from '#db/client.ts';
import type { Figures } from './chartScreen.ts';
import { histogram, percentile } from './distribution.ts';
import { javascriptBudget, totalBytes } from './javascript.ts';

export interface Verdict {
  what: string;
  value: number;
  bound: number;
  unit: 'ms' | 'bytes';
  holds: boolean;
}

/** From gesture to new data painted, ms. */
const latencyBound: Record<DatabaseMode, number> = { server: 100, embedded: 250 };
const paintBound = 1_200;
const interactionBound = 100;

export function verdictsOf(mode: DatabaseMode, figures: Figures): Verdict[] {
  const { latency, paints, interaction, scripts } = figures;
  const verdict = (what: string, value: number, bound: number, unit: Verdict['unit'] = 'ms') => ({
    what,
    value,
    bound,
    unit,
    holds: value <= bound,
  });
  return [
    verdict('gesture to new data painted, p95', latency.p95, latencyBound[mode]),
    verdict('Largest Contentful Paint, p75 of cold loads', percentile(paints, 0.75), paintBound),
    verdict('Interaction to Next Paint, p98', interaction, interactionBound),
    verdict('JavaScript, gzipped', totalBytes(scripts), javascriptBudget, 'bytes'),
  ];
}

export function textOf(figures: Figures, verdicts: readonly Verdict[]): string {
  const { latency, steps, paints, interactions, scripts } = figures;
  const ms = (value: number) => value.toFixed(0);
  const asked = steps.filter((step) => step.asked);
  const resolutions = Object.entries(Object.groupBy(steps, ({ resolution }) => resolution))
    .map(([name, some]) => `${name} ${some?.length ?? 0}`)
    .join(', ');
  return [
    `gesture to new data painted over ${latency.count} steps, ms`,
    `  min ${ms(latency.min)}  p50 ${ms(latency.p50)}  p75 ${ms(latency.p75)}  p95 ${ms(latency.p95)}  max ${ms(latency.max)}`,
    histogram(
      steps.map((step) => step.ms),
      [25, 50, 75, 100, 150, 250, 500],
    ),
    `  asked the server: ${asked.length} of ${steps.length}, their p50 ${ms(percentile(times(asked), 0.5))}, p95 ${ms(percentile(times(asked), 0.95))}; drawn: ${resolutions}`,
    `cold loads, LCP in ms: ${paints.map(ms).join(', ')}`,
    `interactions of 16 ms and more: ${interactions}`,
    `scripts: ${scripts.map(({ name, bytes }) => `${name} ${bytes}`).join(', ')}`,
    '',
    ...verdicts.map(
      ({ what, value, bound, unit, holds }) =>
        `${holds ? 'holds ' : 'MISSED'}  ${what}: ${Math.round(value).toLocaleString('en-US')} ${unit} (≤ ${bound.toLocaleString('en-US')})`,
    ),
  ].join('\n');
}

function times(steps: Figures['steps']): number[] {
  return steps.map((step) => step.ms);
}

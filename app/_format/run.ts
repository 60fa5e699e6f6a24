/** A run in words. */
import type { Run } from '#lib/contract/ingestions.ts';
import { formatCount, plural } from './numbers.ts';

const triggers: Record<Run['trigger'], string> = {
  schedule: 'Nightly schedule',
  request: 'Asked for here',
  command: 'Command line',
  import: 'File import',
  start: 'Start-up',
  retry: 'Retry',
  webhook: 'Google’s notice',
  backfill: 'Earlier years',
};

export function triggerWords(trigger: Run['trigger']): string {
  return triggers[trigger];
}

/** `12 new, 3 changed, 17,265 unchanged`, and what else there was. */
export function rowWords({ rows }: Pick<Run, 'rows'>): string {
  const always = [
    `${formatCount(rows.new)} new`,
    `${formatCount(rows.changed)} changed`,
    `${formatCount(rows.unchanged)} unchanged`,
  ];
  const rest = (['duplicate', 'conflicting', 'rejected'] as const)
    .filter((kind) => rows[kind] > 0)
    .map((kind) => `${formatCount(rows[kind])} ${kind}`);
  return [...always, ...rest].join(', ');
}

const besides: Record<string, string> = { heart_rate_summary: 'Vendor’s figures of days' };

/** What the rows of a metric are that are no samples. */
export function besideWords(metric: string): string {
  return besides[metric] ?? metric;
}

/** Rows of all kinds that were refused or overruled. */
export function refusedOf({ rows, rowsBeside }: Pick<Run, 'rows' | 'rowsBeside'>): number {
  const all = [rows, ...Object.values(rowsBeside)];
  return all.reduce((sum, { rejected, conflicting }) => sum + rejected + conflicting, 0);
}

/** `3 of 14 days`, or `3 days` while nobody knows how many there are. */
export function dayWords({ days }: Pick<Run, 'days'>): string {
  if (days.total === null) return plural(days.done, 'day');
  return `${formatCount(days.done)} of ${plural(days.total, 'day')}`;
}

/** The days a run was asked for. */
export function windowWords({ window }: Pick<Run, 'window'>): string {
  if (window.full) return 'Everything';
  if (window.start && window.end) {
    return window.start === window.end ? window.start : `${window.start} to ${window.end}`;
  }
  if (window.start) return `From ${window.start}`;
  return window.end ? `Until ${window.end}` : 'Since the last sample';
}

/** What became of rows, counted and in words. */
import type { RowCounts } from './types.ts';

export function noRows(): RowCounts {
  return { read: 0, new: 0, changed: 0, unchanged: 0, duplicate: 0, conflicting: 0, rejected: 0 };
}

export function addRows(total: RowCounts, counts: Readonly<Partial<RowCounts>>): void {
  total.read += counts.read ?? 0;
  total.new += counts.new ?? 0;
  total.changed += counts.changed ?? 0;
  total.unchanged += counts.unchanged ?? 0;
  total.duplicate += counts.duplicate ?? 0;
  total.conflicting += counts.conflicting ?? 0;
  total.rejected += counts.rejected ?? 0;
}

/** What became of the rows, in words. */
export function sentence(rows: RowCounts): string {
  const parts = [
    `${rows.read} read`,
    `${rows.new} new`,
    `${rows.changed} changed`,
    `${rows.unchanged} unchanged`,
  ];
  if (rows.duplicate > 0) parts.push(`${rows.duplicate} duplicate`);
  if (rows.conflicting > 0) parts.push(`${rows.conflicting} conflicting`);
  if (rows.rejected > 0) parts.push(`${rows.rejected} rejected`);
  return parts.join(', ');
}

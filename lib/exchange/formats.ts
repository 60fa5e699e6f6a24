/** The formats of a whole export. */
import type { ExportFormat } from '#lib/contract/exports.ts';
import { csvExport } from './csv.ts';
import { localTimeWriter } from './localTime.ts';
import { openMHealthExport } from './openMHealth.ts';
import type { Exported } from './types.ts';

interface ExportFile {
  write: (exported: Exported) => AsyncIterable<string>;
  /** Content type. */
  type: string;
  extension: string;
}

export const exportFiles: Record<ExportFormat, ExportFile> = {
  csv: { write: csvExport, type: 'text/csv; charset=utf-8', extension: 'csv' },
  'open-mhealth': {
    write: openMHealthExport,
    type: 'application/x-ndjson; charset=utf-8',
    extension: 'omh.ndjson',
  },
};

/** `user1`, or `user1_2026-03-29T0000_2026-03-30T0000`; identifiers are safe in names of files. */
export function exportName({ userId, timeZone, start, end }: Exported): string {
  const stamp = (ms: number) =>
    localTimeWriter(ms, ms, timeZone)(ms).slice(0, 16).replaceAll(':', '');
  return [userId, ...[start, end].flatMap((ms) => (ms === null ? [] : [stamp(ms)]))].join('_');
}

/** What may be asked of an export. */
import { z } from 'zod';
import { instantParam } from './common.ts';

const exportFormats = ['csv', 'open-mhealth'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportQuery = z
  .object({
    format: z.enum(exportFormats).default('csv').meta({
      description: 'csv, or open-mhealth: data points omh:heart-rate:2.0 as NDJSON, one a line',
    }),
    start: instantParam
      .optional()
      .meta({ description: 'First instant; default: the first sample' }),
    end: instantParam
      .optional()
      .meta({ description: 'Last instant, not included; default: after the last sample' }),
  })
  .refine(({ start, end }) => start === undefined || end === undefined || start < end, {
    error: 'must be after start',
    path: ['end'],
  });

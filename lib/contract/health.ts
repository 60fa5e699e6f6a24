/** `GET /api/health`. */
import { z } from 'zod';
import { epochMs } from './common.ts';

export const healthAnswer = z
  .object({
    status: z.literal('ok'),
    database: z.object({ mode: z.enum(['embedded', 'server']), timescaledb: z.string() }),
    worker: z.object({ lastSeen: epochMs.nullable() }),
  })
  .meta({ id: 'Health' });
export type HealthAnswer = z.infer<typeof healthAnswer>;

/**
 * Limits that every worker shares, as one row and one statement a limit: each request books the next
 * free moment and waits for it. In no minute do more go than `perMinute`.
 */
import { setTimeout as after } from 'node:timers/promises';
import type { Database } from '#db/client.ts';

export interface Limit {
  /** Names the limit: `google-health project`. */
  key: string;
  perMinute: number;
}

/** How many requests may follow each other at once after a pause; they count into the minute. */
const burstShare = 0.05;

/** Waits until one more request may go under all the limits. */
export async function takeTurn(
  { sql }: Database,
  limits: readonly Limit[],
  signal: AbortSignal,
): Promise<void> {
  let waitMs = 0;
  for (const { key, perMinute } of limits) {
    const burst = Math.max(1, Math.floor(perMinute * burstShare));
    const spacing = 60 / (perMinute - burst);
    const [row] = await sql<{ waitMs: number }[]>`
      insert into request_allowances as allowance (key, next_at)
      values (${key}, clock_timestamp() - make_interval(secs => ${spacing * (burst - 1)}))
      on conflict (key) do update set next_at = greatest(
        allowance.next_at + make_interval(secs => ${spacing}),
        clock_timestamp() - make_interval(secs => ${spacing * (burst - 1)}))
      returning date_part('epoch', next_at - clock_timestamp()) * 1000 as "waitMs"`;
    waitMs = Math.max(waitMs, row?.waitMs ?? 0);
  }
  if (waitMs > 0) await after(waitMs, undefined, { signal });
}

/** Lets nobody ask under this limit for a while, because the vendor said so. */
export async function pauseLimit({ sql }: Database, key: string, ms: number): Promise<void> {
  await sql`
    insert into request_allowances as allowance (key, next_at)
    values (${key}, clock_timestamp() + make_interval(secs => ${ms / 1000}))
    on conflict (key) do update set next_at = greatest(allowance.next_at, excluded.next_at)`;
}

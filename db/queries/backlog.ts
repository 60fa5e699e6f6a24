/** Which part of a window the aggregates know, and which has changed since they were refreshed. */

/** `[startMs, endMs)`, ms UTC. */
export interface Stretch {
  startMs: number;
  endMs: number;
}

export interface Segment extends Stretch {
  /** Whether the aggregates are up to date here; if not, the samples must be asked. */
  fresh: boolean;
}

/**
 * Cuts a window into fresh and stale segments, in order.
 * @param stale ascending; their ends are ends of local days and so of quarter-hours.
 */
export function segmentsOf(window: Stretch, stale: readonly Stretch[]): Segment[] {
  const segments: Segment[] = [];
  let from = window.startMs;
  const cover = (to: number, fresh: boolean) => {
    const endMs = Math.min(to, window.endMs);
    if (endMs > from) segments.push({ startMs: from, endMs, fresh });
    from = Math.max(from, endMs);
  };
  for (const { startMs, endMs } of stale) {
    cover(startMs, true);
    cover(endMs, false);
  }
  cover(window.endMs, true);
  return segments;
}

/** SQL for a user's stale stretches as ms, merged: `[[start, end], …]` or null; `user_id` is `users.id`. */
export const staleStretchesSql = `
  (select json_agg(json_build_array(
      date_part('epoch', lower(stretch)) * 1000, date_part('epoch', upper(stretch)) * 1000) order by stretch)
    from (select unnest(range_agg(tstzrange(start_at, end_at))) as stretch
      from aggregate_backlog where user_id = users.id) as merged)`;

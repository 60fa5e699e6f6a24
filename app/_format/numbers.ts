/** Whole numbers with thin groups: `1,234,567`. Written by hand for the same reason as times. */
export function formatCount(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 sample`, `1,234 samples`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** Whole beats per minute, or a dash where there is none. */
export function formatBpm(value: number | null): string {
  return value === null ? '–' : String(Math.round(value));
}

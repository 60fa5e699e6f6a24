/** Heart-rate values as sources write them: whole beats per minute or nothing. */
import type { RejectedRecord } from '../types.ts';

/** bpm that are stored, both ends included; the documented range of the Google Health API. */
export const minBpm = 1;
export const maxBpm = 300;

export type ValueRefusal = Extract<RejectedRecord['reason'], `value-${string}`>;

const decimalPattern = /^([+-]?\d+)(?:[.,](\d*))?$/;

/**
 * A whole number of bpm in 1–300, from a number or from text (`65` and `65.0` are 65).
 * @returns the bpm, or why there is none. Nothing is rounded or clipped.
 */
export function readBpm(value: number | string): number | ValueRefusal {
  if (typeof value === 'string') return readBpmText(value);
  if (!Number.isFinite(value)) return 'value-not-a-number';
  if (!Number.isInteger(value)) return 'value-not-whole';
  return value >= minBpm && value <= maxBpm ? value : 'value-out-of-range';
}

function readBpmText(text: string): number | ValueRefusal {
  const parts = decimalPattern.exec(text.trim());
  if (!parts) return 'value-not-a-number';
  if (parts[2] && !/^0+$/.test(parts[2])) return 'value-not-whole';
  return readBpm(Number(parts[1]));
}

/** The sentence that goes with a refusal. */
export function valueRefusalDetail(refusal: ValueRefusal, value: number | string): string {
  const shown = typeof value === 'string' ? `"${value.slice(0, 40)}"` : String(value);
  switch (refusal) {
    case 'value-not-a-number':
      return value === '' ? 'The value is empty.' : `${shown} is no number of beats per minute.`;
    case 'value-not-whole':
      return `${shown} is no whole number of beats per minute, and values are not rounded.`;
    case 'value-out-of-range':
      return `${shown} lies outside ${minBpm}–${maxBpm} bpm.`;
  }
}

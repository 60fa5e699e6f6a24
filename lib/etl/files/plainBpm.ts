/** Heart rates as files write them beside whole numbers: with their unit, with parts of a beat. */

const unit = /\s*(?:bpm|(?:beats|count)?\/min|beats per minute)\.?$/i;
const fraction = /^\+?\d+(?:\.\d+|,\d{1,2}|,\d{4,})(?:e[+-]?\d+)?$/i;

export interface PlainBpm {
  value: string | number;
  /** Whether parts of a beat were there, and are no more. */
  rounded: boolean;
}

/**
 * Whole bpm, where it is a number: halves go up, as in 62.5 → 63. What is none stays as it is, and
 * so does a comma before three digits, which may part thousands.
 */
export function plainBpm(value: string | number): PlainBpm {
  if (typeof value === 'number') {
    const isWhole = Number.isInteger(value) || !Number.isFinite(value);
    return isWhole ? { value, rounded: false } : { value: Math.round(value), rounded: true };
  }
  if (isDigits(value)) return { value, rounded: false };
  const text = value.replace(unit, '');
  if (!fraction.test(text)) return { value: text, rounded: false };
  const exact = Number(text.replace(',', '.'));
  // 65.0 stays what it is: a whole number.
  if (Number.isInteger(exact)) return { value: text, rounded: false };
  return { value: Math.round(exact), rounded: true };
}

function isDigits(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

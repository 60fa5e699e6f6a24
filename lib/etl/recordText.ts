/** A refused record's text as it is kept: long enough to find and mend the row, never a bomb. */

/** Characters kept of a record that was refused; a row of heart-rate data has about forty. */
export const recordTextLimit = 1_000;

/** The text of a record, cut to `recordTextLimit`, without NUL, which PostgreSQL cannot store. */
export function recordText(text: string): string {
  const kept = text.length > recordTextLimit ? `${text.slice(0, recordTextLimit)}…` : text;
  return kept.includes('\0') ? kept.replaceAll('\0', '\uFFFD') : kept;
}

/**
 * Heart rate in a Google Takeout: `heart_rate-YYYY-MM-DD.json`, whose times are UTC though a file
 * covers a local day, and its twin `heart_rate_YYYY-MM-DD.csv` with ISO times.
 */
import { z } from 'zod';
import { readTimeOfDay, readUsTime } from '#lib/time/writtenTime.ts';
import { namesRestingHeartRate } from '../../files/kind.ts';

/** `{"dateTime":"04/12/20 07:00:04","value":{"bpm":70,"confidence":0}}` */
export const heartRateRecord = z.object({
  /** `MM/DD/YY HH:MM:SS`, UTC. */
  dateTime: z.string(),
  value: z.object({
    bpm: z.union([z.number(), z.string()]),
    /** 0–3; 0 means that the device had no contact with the skin, and bpm is a placeholder. */
    confidence: z.number().optional(),
  }),
});

const timePattern = /"dateTime"\s*:\s*"\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d"/;

/** Whether the beginning of a JSON file shows such records. */
export function showsHeartRate(text: string): boolean {
  return /^\s*\[\s*\{/.test(text) && timePattern.test(text) && /"bpm"\s*:/.test(text);
}

/** Where a row of the CSV has what; there may be a third column, the data source. */
export const csvColumns = { time: 0, value: 1 } as const;

const csvHeader = /^\s*"?timestamp"?\s*,\s*"?beats per minute"?\s*(?:,|\r|\n|$)/i;

/** Whether a table begins with `timestamp,beats per minute[,data source]`. */
export function showsHeartRateTable(text: string): boolean {
  return csvHeader.test(text);
}

const midnights = /^[^\n]*\n(?:"?\d{4}-\d\d-\d\dT00:00:00(?:\.0+)?Z"?,[^\n]*\n){2,}/;

/** Of one resting heart rate a day, with the same header: by its name, or as all its times are midnights. */
export function isRestingTable(path: string, text: string): boolean {
  return namesRestingHeartRate(path) || midnights.test(text);
}

/** Reads `MM/DD/YY HH:MM:SS` as UTC, of this century; of many times of one date the date only once. */
export class TakeoutTimeReader {
  #date = '';
  #midnightMs = Number.NaN;

  /** ms UTC; NaN where the text is no such time. */
  read(text: string): number {
    const clockMs = text.charCodeAt(8) === 32 ? readTimeOfDay(text.slice(9)) : -1;
    if (clockMs < 0) return Number.NaN;
    const date = text.slice(0, 8);
    if (date !== this.#date) {
      this.#date = date;
      this.#midnightMs = midnightOf(date);
    }
    return this.#midnightMs + clockMs;
  }
}

function midnightOf(text: string): number {
  const parts = /^(\d\d\/\d\d)\/(\d\d)$/.exec(text);
  const written = parts && readUsTime(`${parts[1]}/20${parts[2]} 0:00:00`);
  return written ? Date.parse(`${written.date}T00:00:00Z`) : Number.NaN;
}

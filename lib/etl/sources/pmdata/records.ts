/** Heart rate in PMData: one `heart_rate.json` a person, in a folder of the person's code. Times are naive. */
import { z } from 'zod';

/** `{"dateTime":"2019-11-05 21:11:40","value":{"bpm":70,"confidence":2}}` */
export const heartRateRecord = z.object({
  /** `YYYY-MM-DD HH:MM:SS` on the person's clock. */
  dateTime: z.string(),
  value: z.object({
    bpm: z.union([z.number(), z.string()]),
    /** 0–3; 0 means that the device had no contact with the skin, and bpm is a placeholder. */
    confidence: z.number().optional(),
  }),
});

const timePattern = /"dateTime"\s*:\s*"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d"/;

/** Whether the beginning of a JSON file shows such records. */
export function showsHeartRate(text: string): boolean {
  return /^\s*\[\s*\{/.test(text) && timePattern.test(text) && /"bpm"\s*:/.test(text);
}

/** The person's code, `p01`, where the path has it. */
export function personOf(path: string): string | undefined {
  return /(?:^|[\\/])(p\d{2,3})[\\/]/i.exec(path)?.[1];
}

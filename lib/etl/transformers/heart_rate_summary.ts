/** A source's own summary of a local day, checked: resting heart rate and heart-rate zones. */
import { z } from 'zod';
import { recordText } from '../recordText.ts';
import type {
  HeartRateSummaryDay,
  HeartRateZone,
  RawHeartRateSummary,
  Transformer,
} from '../types.ts';
import { maxBpm, minBpm } from './heartRateValue.ts';

/** Longest local day there is, 25 hours, in minutes. */
const maxMinutes = 1_500;

/** A number, or its text as old responses write it. */
const numeric = z.union([
  z.number(),
  z
    .string()
    .trim()
    .regex(/^[+-]?\d+(\.\d+)?$/, 'must be a number')
    .transform(Number),
]);

const restingHeartRate = numeric.pipe(z.number().min(minBpm).max(maxBpm)).nullish();

/** The shape of the Fitbit Web API; `minutes` is absent on days on which nothing was recorded. */
const zone = z
  .object({
    name: z.string().min(1),
    min: numeric.pipe(z.number().min(0)),
    max: numeric.pipe(z.number().min(0)),
    minutes: numeric.pipe(z.number().min(0).max(maxMinutes)).nullish(),
    caloriesOut: numeric.pipe(z.number().min(0)).nullish(),
  })
  .refine(({ min, max }) => max >= min, 'ends below its beginning');

const zones = z
  .array(zone)
  .nullish()
  .transform((list) => list ?? []);

const summary = z.object({ restingHeartRate, heartRateZones: zones, customHeartRateZones: zones });

/**
 * One document is one day: `read` is 1. A resting heart rate (bpm, 1–300, a number or its text) is
 * the vendor's; where it is absent, rate and method are null. Zones without minutes hold no
 * measurement and are left out, with a note. A document of another shape is rejected whole.
 */
export const transformHeartRateSummary: Transformer<RawHeartRateSummary, HeartRateSummaryDay> = (
  raw,
) => {
  const { origin, date } = raw;
  const parsed = summary.safeParse(raw);
  if (!parsed.success) {
    const why = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    const detail = recordText(`The summary of ${date} is malformed (${why.join('; ')}).`);
    const text = recordText(JSON.stringify(raw) ?? '');
    return {
      days: [],
      counts: { read: 1, duplicate: 0, conflicting: 0, rejected: 1 },
      rejected: [{ reason: 'row-malformed', detail, origin, line: null, raw: text }],
      notes: [],
    };
  }
  const bpm = parsed.data.restingHeartRate ?? null;
  const measured = measuredZones(parsed.data.heartRateZones);
  const custom = measuredZones(parsed.data.customHeartRateZones);
  const given = parsed.data.heartRateZones.length + parsed.data.customHeartRateZones.length;
  const empty = given - measured.length - custom.length;
  const day: HeartRateSummaryDay = {
    date,
    restingHeartRate: bpm,
    restingHeartRateMethod: bpm === null ? null : 'vendor',
    heartRateZones: measured,
    customHeartRateZones: custom,
  };
  return {
    days: [day],
    counts: { read: 1, duplicate: 0, conflicting: 0, rejected: 0 },
    rejected: [],
    notes: empty === 0 ? [] : [`${origin}: ${empty} of ${given} zones give no minutes; left out.`],
  };
};

function measuredZones(list: z.infer<typeof zones>): HeartRateZone[] {
  return list.flatMap(({ name, min, max, minutes, caloriesOut }) => {
    if (minutes === undefined || minutes === null) return [];
    const calories = caloriesOut ?? undefined;
    return [{ name, min, max, minutes, ...(calories !== undefined && { caloriesOut: calories }) }];
  });
}

/** A source's own summary of a local day, checked: resting heart rate and heart-rate zones. */
import { z } from 'zod';
import type { LocalDate } from '#lib/time/localDate.ts';
import { recordText } from '../recordText.ts';
import type {
  HeartRateSummaryDay,
  HeartRateZone,
  OverruledFigure,
  RawHeartRateSummary,
  RejectedRecord,
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
 * One document is one day: `read` is 1, and 1 more for each figure that files hold besides. A resting heart rate (bpm, 1–300, a number or its text) is
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
    const count = 1 + (raw.overruled?.length ?? 0);
    return {
      days: [],
      counts: { read: count, duplicate: 0, conflicting: 0, rejected: count },
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
  const { overruled = [] } = raw;
  const conflicting = overruled.filter((other) => !isTwin(Number(other.restingHeartRate), bpm));
  return {
    days: [day],
    counts: {
      read: 1 + overruled.length,
      duplicate: overruled.length - conflicting.length,
      conflicting: conflicting.length,
      rejected: 0,
    },
    rejected: conflicting.map((other) => overruledBy(bpm, date, other)),
    notes: empty === 0 ? [] : [`${origin}: ${empty} of ${given} zones give no minutes; left out.`],
  };
};

/** Whether it is the same figure, or the same without its parts of a beat. */
function isTwin(other: number, bpm: number | null): boolean {
  if (bpm === null) return false;
  return other === bpm || (Number.isInteger(other) && Math.abs(other - bpm) < 1);
}

function overruledBy(bpm: number | null, date: LocalDate, other: OverruledFigure): RejectedRecord {
  const { origin, line, restingHeartRate } = other;
  return {
    reason: 'overruled-by-later-row',
    detail: `Another row gives ${date} a resting heart rate of ${bpm} bpm, which is preferred.`,
    origin,
    line,
    raw: recordText(JSON.stringify({ date, restingHeartRate })),
  };
}

function measuredZones(list: z.infer<typeof zones>): HeartRateZone[] {
  return list.flatMap(({ name, min, max, minutes, caloriesOut }) => {
    if (minutes === undefined || minutes === null) return [];
    const calories = caloriesOut ?? undefined;
    return [{ name, min, max, minutes, ...(calories !== undefined && { caloriesOut: calories }) }];
  });
}

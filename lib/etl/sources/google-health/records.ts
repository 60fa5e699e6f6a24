/**
 * The Google Health API v4's answers. Its JSON writes int64 as text and leaves out fields that are
 * zero, so that midnight is a `time` without fields and the last page may be `{}`.
 */
import { z } from 'zod';

const int64 = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);

/** Protobuf's Duration, such as `32400s`, as seconds; anything else is as good as not said. */
const duration = z.unknown().transform((text) => {
  const seconds = /^-?\d+(?=(\.\d+)?s$)/.exec(String(text))?.[0];
  return seconds === undefined ? undefined : Number(seconds);
});

const civilDate = z
  .object({ year: z.int().default(0), month: z.int().default(0), day: z.int().default(0) })
  .transform(({ year, month, day }) =>
    [
      String(year).padStart(4, '0'),
      ...[month, day].map((part) => String(part).padStart(2, '0')),
    ].join('-'),
  );

/** Only the envelope is checked: a page has 10,000 points, and each is looked at when it is read. */
export const pageSchema = z.object({
  dataPoints: z.array(z.unknown()).default([]),
  nextPageToken: z.string().optional(),
});
export type Page = z.infer<typeof pageSchema>;

/** One measurement; `physicalTime` is UTC, `utcOffset` such as `32400s`. */
export const heartRatePoint = z.object({
  heartRate: z.object({
    sampleTime: z.object({ physicalTime: z.string(), utcOffset: duration.optional() }),
    /** As written: the transformer says what is no heart rate. Zero is left out by the vendor. */
    beatsPerMinute: z.union([z.number(), z.string()]).default(0),
  }),
});

export const restingPoint = z.object({
  dailyRestingHeartRate: z.object({ date: civilDate, beatsPerMinute: int64 }),
});

const zoneType = z.enum(['LIGHT', 'MODERATE', 'VIGOROUS', 'PEAK']);
export type ZoneType = z.infer<typeof zoneType>;

export const zonesPoint = z.object({
  dailyHeartRateZones: z.object({
    date: civilDate,
    heartRateZones: z
      .array(
        z.object({
          heartRateZoneType: zoneType,
          minBeatsPerMinute: int64.default(0),
          maxBeatsPerMinute: int64.default(0),
        }),
      )
      .default([]),
  }),
});

export const timeInZonePoint = z.object({
  timeInHeartRateZone: z.object({
    interval: z.object({ startTime: z.iso.datetime(), endTime: z.iso.datetime() }),
    heartRateZoneType: zoneType,
  }),
});

export const errorSchema = z.object({
  error: z.object({
    status: z.string().default('UNKNOWN'),
    details: z.array(z.object({ reason: z.string().optional() }).loose()).default([]),
  }),
});

/** The coverage ledger: `/api/coverage`, `/api/users/{id}/coverage` and `/api/users/{id}/enrolment`. */
import { z } from 'zod';
import { coverageStates } from '#lib/coverage/states.ts';
import { daysBetween } from '#lib/time/dateArithmetic.ts';
import { orderedDays } from './analytics.ts';
import { epochMs, localDateParam, sourceKeyParam, timeZoneName, userIdParam } from './common.ts';
import { coverageSorts, maxHeatMapDays } from './limits.ts';

const days = z.object({ start: localDateParam, end: localDateParam });
const state = z.enum(coverageStates).meta({
  description:
    'complete: all that the device recorded is here. partial: some of it. not-worn: the device has synced past it and recorded nothing. not-synced: the device has handed over nothing this late. failed: asking failed, see error. not-authorised: the authorisation had ended. not-expected: before enrolment or after withdrawal. unknown: the evidence cannot tell',
});
const share = z
  .number()
  .min(0)
  .max(1)
  .meta({ description: 'Share of the day’s quarter-hours that hold heart rate' });
const failure = z.object({ code: z.string(), message: z.string() }).nullable();
const count = z.int().nonnegative();

export const userCoverageQuery = orderedDays(
  days.extend({
    source: sourceKeyParam.optional().meta({
      description: 'Only this source of the user; all of them, merged, when absent',
    }),
    detail: z.enum(['days', 'quarters']).default('days').meta({
      description: 'quarters adds to each day its stretches of one state, by quarter-hours',
    }),
  }),
);

const coverageStretch = z
  .object({ start: epochMs, end: epochMs, state })
  .meta({ id: 'CoverageStretch', description: 'End excluded; edges lie on quarter-hours' });
export type CoverageStretch = z.infer<typeof coverageStretch>;

const coverageDay = z
  .object({
    date: localDateParam,
    state,
    share,
    samples: count.meta({ description: 'Stored of this day, of all sources' }),
    pages: count.nullable().meta({ description: 'Answers that were read; null where not counted' }),
    syncedUntil: epochMs
      .nullable()
      .meta({ description: 'Until when the device had handed over its data at the last check' }),
    checkedAt: epochMs.nullable().meta({ description: 'When the source last answered for it' }),
    settled: z
      .boolean()
      .meta({ description: 'Nothing more is to come; it is not asked for again by itself' }),
    error: failure,
    attempts: count.meta({ description: 'Failures since the last answer' }),
    nextAttemptAt: epochMs.nullable(),
    sources: z.array(z.object({ source: z.string(), state })),
    stretches: z
      .array(coverageStretch)
      .optional()
      .meta({ description: 'Up to now, without a hole between them; only with detail=quarters' }),
  })
  .meta({ id: 'CoverageDay' });
export type CoverageDay = z.infer<typeof coverageDay>;

const enrolment = {
  enrolledOn: localDateParam
    .nullable()
    .meta({ description: 'First local day of which data is expected; null for no bound' }),
  withdrawnOn: localDateParam
    .nullable()
    .meta({ description: 'Last local day of which data is expected; null for no bound' }),
};

export const userCoverageAnswer = z
  .object({
    userId: userIdParam,
    timeZone: timeZoneName,
    start: localDateParam,
    end: localDateParam,
    ...enrolment,
    sources: z.array(
      z.object({
        source: z.string(),
        syncedUntil: epochMs.nullable(),
        authorisationEnded: epochMs
          .nullable()
          .meta({ description: 'null while it stands, or where none is needed' }),
      }),
    ),
    days: z.array(coverageDay),
  })
  .meta({ id: 'UserCoverage' });
export type UserCoverageAnswer = z.infer<typeof userCoverageAnswer>;

export const coverageQuery = days
  .extend({
    q: z.string().max(100).optional().meta({ description: 'Part of an identifier or a name' }),
    state: z
      .enum(coverageStates)
      .optional()
      .meta({ description: 'Only users with a day in this state' }),
    sort: z.enum(coverageSorts).default('id').meta({
      description:
        'id; synced: who has not synced for longest first; failed: most failed days first; share: least heart rate first',
    }),
    cursor: z.coerce
      .number()
      .int()
      .nonnegative()
      .max(1_000_000)
      .optional()
      .meta({ description: '`nextCursor` of the page before' }),
    limit: z.coerce
      .number()
      .int()
      .min(1)
      .max(200)
      .default(50)
      .meta({ description: 'How many users to answer with at most' }),
  })
  .refine(({ start, end }) => start <= end, { error: 'must not be before start', path: ['end'] })
  .refine(({ start, end }) => daysBetween(start, end) < maxHeatMapDays, {
    error: `must lie within ${maxHeatMapDays} days from start`,
    path: ['end'],
  });

const coverageOfUser = z
  .object({
    id: userIdParam,
    name: z.string(),
    timeZone: timeZoneName,
    sources: z.array(z.string()),
    ...enrolment,
    syncedUntil: epochMs.nullable(),
    states: z
      .array(state.nullable())
      .meta({ description: 'One a day from start to end; null for days that have not begun' }),
    shares: z.array(share).meta({ description: 'One a day, in the same order' }),
    share,
    failedDays: count,
    error: failure.meta({ description: 'The latest failure of the window' }),
    nextAttemptAt: epochMs.nullable(),
  })
  .meta({ id: 'CoverageOfUser' });
export type CoverageOfUser = z.infer<typeof coverageOfUser>;

export const coverageAnswer = z
  .object({
    start: localDateParam,
    end: localDateParam,
    users: z.array(coverageOfUser),
    matching: count.meta({ description: 'Users that match, on all pages' }),
    nextCursor: z.int().positive().nullable(),
  })
  .meta({ id: 'Coverage' });
export type CoverageAnswer = z.infer<typeof coverageAnswer>;

export const enrolmentRequest = z
  .object({
    enrolledOn: enrolment.enrolledOn.optional(),
    withdrawnOn: enrolment.withdrawnOn.optional(),
  })
  .strict();
export type EnrolmentRequest = z.infer<typeof enrolmentRequest>;

export const enrolmentAnswer = z.object({ userId: userIdParam, ...enrolment });
export type EnrolmentAnswer = z.infer<typeof enrolmentAnswer>;

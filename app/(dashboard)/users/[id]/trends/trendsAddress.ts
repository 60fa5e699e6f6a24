/** What a view of trends shows, as its address says. */
import type { DaySpan } from '#app/_queries/analytics.ts';
import { type TrendPeriod, trendPeriods } from '#lib/analytics/trends.ts';
import { maxAnalysedDays, maxSummarisedDays } from '#lib/contract/limits.ts';
import type { DataDays } from '../dataDays.ts';
import { lengthOf, spanInAddress } from '../daySpan.ts';

export type AskedTrends = DaySpan & { by: TrendPeriod };

const usual = 365;
/** A month of weeks is too few points to be a trend, and four years of them too many to be calm. */
const weeksFrom = 62;
const monthsFrom = 4 * 366;

export function trendsInAddress(
  { start, end, by }: { start?: unknown; end?: unknown; by?: unknown },
  days: DataDays,
): AskedTrends {
  const span = spanInAddress(start, end, days, { usual, most: maxSummarisedDays });
  const named = trendPeriods.find((period) => period === by);
  return { ...span, by: allowed(named, span) };
}

/** A point a day is possible for two years. */
function allowed(by: TrendPeriod | undefined, span: DaySpan): TrendPeriod {
  const length = lengthOf(span);
  if (by === 'day' && length > maxAnalysedDays) return 'week';
  if (by) return by;
  return length < weeksFrom ? 'day' : length < monthsFrom ? 'week' : 'month';
}

/**
 * What each source has of a day, shown or not: for days in which a source other than the user's
 * first (number 1) has samples. A day without rows is that one's alone.
 */
import type { TransactionSql } from '#db/client.ts';
import type { MergedSamples, SourcedSample } from '../mergeSources.ts';
import type { DayBounds } from './books.ts';

interface SourceDay {
  source_id: number;
  shown: number;
  shadowed: number;
  minutes_with_data: number;
  value_sum: number;
  min: number;
  max: number;
  first_sample: string;
  last_sample: string;
}

/** Replaces the day's rows by what the merge came to. */
export async function writeSourceDays(
  transaction: TransactionSql,
  userId: string,
  { date }: DayBounds,
  merged: MergedSamples,
): Promise<void> {
  await transaction`delete from source_days where user_id = ${userId} and date = ${date}`;
  const days = sourceDaysOf(merged);
  if (!days.some((day) => day.source_id > 1)) return;
  const rows = days.map((day) => ({ user_id: userId, date, ...day }));
  await transaction`insert into source_days ${transaction(rows)}`;
}

/** Figures of all samples of each source, in the order of their numbers. */
function sourceDaysOf({ shown, shadowed }: MergedSamples): SourceDay[] {
  const bySource = Map.groupBy([...shown, ...shadowed], ({ source }) => source);
  const shownOf = countsOf(shown);
  const shadowedOf = countsOf(shadowed);
  return [...bySource]
    .sort(([a], [b]) => a - b)
    .map(([source, samples]) => ({
      source_id: source,
      shown: shownOf.get(source) ?? 0,
      shadowed: shadowedOf.get(source) ?? 0,
      ...figuresOf(samples),
    }));
}

function countsOf(samples: readonly SourcedSample[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { source } of samples) counts.set(source, (counts.get(source) ?? 0) + 1);
  return counts;
}

const minuteMs = 60_000;

function figuresOf(samples: readonly SourcedSample[]) {
  const minutes = new Set<number>();
  const least = { t: Number.POSITIVE_INFINITY, value: Number.POSITIVE_INFINITY };
  const most = { t: Number.NEGATIVE_INFINITY, value: Number.NEGATIVE_INFINITY };
  let sum = 0;
  for (const { t, value } of samples) {
    minutes.add(Math.floor(t / minuteMs));
    sum += value;
    least.t = Math.min(least.t, t);
    most.t = Math.max(most.t, t);
    least.value = Math.min(least.value, value);
    most.value = Math.max(most.value, value);
  }
  return {
    minutes_with_data: minutes.size,
    value_sum: sum,
    min: least.value,
    max: most.value,
    first_sample: new Date(least.t).toISOString(),
    last_sample: new Date(most.t).toISOString(),
  };
}

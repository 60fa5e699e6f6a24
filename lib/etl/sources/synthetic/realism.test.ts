import { beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '#lib/time/localDate.ts';
import { activityOf } from './activity.ts';
import { clockHours } from './dayClock.ts';
import { type Person, personOf } from './person.ts';
import { lowestHalfHourMean, minuteMeans } from './summary.ts';
import { type DayTruth, truthOf } from './truth.ts';

const longAfter = Date.parse('2030-01-01T00:00:00Z');
const people = 12;
const days = 60;

interface Observed {
  person: Person;
  days: { truth: DayTruth; means: Float64Array; steps: Float64Array }[];
}

let observed: Observed[];

beforeAll(() => {
  observed = Array.from({ length: people }, (_, index) => observe(index + 1));
});

/** A zone without clock changes: minute 60·h of a day is h o'clock. */
function observe(seed: number): Observed {
  const identity = { seed, userId: `user${seed}` };
  const person = personOf(identity);
  const all = Array.from({ length: days }, (_, index) => {
    const date = addDays('2026-01-01', index);
    const truth = truthOf({ ...identity, date, timeZone: 'Asia/Kolkata', now: longAfter });
    const { steps } = activityOf(identity, person, truth.day, clockHours(truth.day));
    return { truth, means: minuteMeans(truth), steps };
  });
  return { person, days: all };
}

function mean(values: Iterable<number>): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count += 1;
  }
  return sum / count;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function deviation(values: number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}

function lagOneCorrelation(values: number[]): number {
  const centre = mean(values);
  const products = values
    .slice(1)
    .map((value, index) => (value - centre) * ((values[index] ?? 0) - centre));
  return mean(products) / deviation(values) ** 2;
}

/** s between samples that follow each other, over day ends too. */
function intervalsOf({ days: all }: Observed): number[] {
  const instants = all.flatMap(({ truth }) => [...truth.t]);
  return instants.slice(1).map((ms, index) => (ms - (instants[index] ?? 0)) / 1000);
}

/** Cosine and sine part over 24 h of the mean of each hour without steps. */
function circadianFit({ days: all }: Observed) {
  const byHour = Array.from({ length: 24 }, (_, hour) =>
    mean(
      all.flatMap(({ means, steps }) =>
        [...means.slice(hour * 60, hour * 60 + 60)].map((bpm, minute) =>
          (steps[hour * 60 + minute] ?? 0) > 0 || bpm > 125 ? Number.NaN : bpm,
        ),
      ),
    ),
  );
  const part = (wave: (angle: number) => number) =>
    2 * mean(byHour.map((bpm, hour) => bpm * wave((2 * Math.PI * (hour + 0.5)) / 24)));
  const [cosine, sine] = [part(Math.cos), part(Math.sin)];
  return {
    mesor: mean(byHour),
    amplitude: Math.hypot(cosine, sine),
    peak: ((Math.atan2(sine, cosine) * 24) / (2 * Math.PI) + 24) % 24,
  };
}

function withinMinuteDeviations({ truth }: { truth: DayTruth }): number[] {
  const minutes = Map.groupBy(truth.t.keys(), (index) =>
    Math.floor((truth.t[index] ?? 0) / 60_000),
  );
  return [...minutes.values()]
    .filter((indices) => indices.length >= 4)
    .map((indices) => {
      const size = indices.length;
      return (
        deviation(indices.map((index) => truth.bpm[index] ?? 0)) * Math.sqrt(size / (size - 1))
      );
    });
}

/** Correlation of 5-minute means, each day's own mean and the steps' and exercise's minutes left out. */
function fiveMinuteCorrelation({ days: all }: Observed): number {
  const pairs = all.flatMap(({ means, steps }) => {
    const fives = Array.from({ length: 288 }, (_, index) => {
      const minutes = [...means.slice(index * 5, index * 5 + 5)].map((bpm, minute) =>
        (steps[index * 5 + minute] ?? 0) > 0 || bpm > 125 ? Number.NaN : bpm,
      );
      return mean(minutes);
    });
    const centre = mean(fives);
    return fives
      .slice(1)
      .map((value, index) => [value - centre, (fives[index] ?? 0) - centre] as const)
      .filter(([a, b]) => !Number.isNaN(a + b));
  });
  return mean(pairs.map(([a, b]) => a * b)) / mean(pairs.map(([a]) => a * a));
}

describe('synthetic people look like the twelve who were measured', () => {
  it('in mesor, circadian amplitude and hour of the peak', () => {
    const fits = observed.map(circadianFit);
    for (const { mesor, amplitude, peak } of fits) {
      expect(mesor).toBeGreaterThan(58);
      expect(mesor).toBeLessThan(95);
      expect(amplitude).toBeGreaterThan(3);
      expect(amplitude).toBeLessThan(9.9);
      expect(peak).toBeGreaterThan(13.5);
      expect(peak).toBeLessThan(18);
    }
    const centre = median(fits.map(({ amplitude }) => amplitude));
    expect(centre).toBeGreaterThan(4);
    expect(centre).toBeLessThan(6.5);
  });

  it('in the shares of 5, 10 and 15 seconds between samples', () => {
    for (const one of observed) {
      const intervals = intervalsOf(one).filter((seconds) => seconds <= 15);
      const share = (length: number) =>
        intervals.filter((seconds) => seconds === length).length / intervals.length;
      expect(share(5)).toBeGreaterThan(0.5);
      expect(share(5)).toBeLessThan(0.67);
      expect(share(10)).toBeGreaterThan(0.155);
      expect(share(10)).toBeLessThan(0.215);
      expect(share(15)).toBeGreaterThan(0.13);
      expect(share(15)).toBeLessThan(0.27);
    }
  });

  it('in gaps over 15 minutes: about one a day, about an hour long', () => {
    const gaps = observed.map((one) => intervalsOf(one).filter((seconds) => seconds > 900));
    const perDay = mean(gaps.map((list) => list.length / days));
    expect(perDay).toBeGreaterThan(0.75);
    expect(perDay).toBeLessThan(1.15);
    const minutes = median(gaps.flat()) / 60;
    expect(minutes).toBeGreaterThan(45);
    expect(minutes).toBeLessThan(90);
  });

  it('in the spread within a minute', () => {
    for (const { days: all } of observed) {
      const spread = median(all.slice(0, 10).flatMap(withinMinuteDeviations));
      expect(spread).toBeGreaterThan(1.1);
      expect(spread).toBeLessThan(1.5);
    }
  });

  it('in the correlation over five minutes', () => {
    const correlations = observed.map(fiveMinuteCorrelation);
    expect(median(correlations)).toBeGreaterThan(0.74);
    expect(median(correlations)).toBeLessThan(0.93);
  });

  it('in the resting heart rate from night to night', () => {
    const series = observed.map(({ days: all }) =>
      all.map(({ means }) => lowestHalfHourMean(means)).filter((bpm) => bpm !== null),
    );
    const spread = mean(series.map(deviation));
    expect(spread).toBeGreaterThan(3.8);
    expect(spread).toBeLessThan(6.2);
    const correlation = mean(series.map(lagOneCorrelation));
    expect(correlation).toBeGreaterThan(0.2);
    expect(correlation).toBeLessThan(0.45);
  });

  it('in jumps between samples: the hundredth is 5 to 9 bpm, over 30 is one in thousands', () => {
    const jumps = observed
      .flatMap(({ days: all }) => all)
      .flatMap(({ truth: { t, bpm } }) =>
        Array.from(bpm.slice(1), (value, index) =>
          (t[index + 1] ?? 0) - (t[index] ?? 0) <= 15_000 ? Math.abs(value - (bpm[index] ?? 0)) : 0,
        ),
      )
      .toSorted((a, b) => a - b);
    const hundredth = jumps[Math.floor(jumps.length * 0.99)] ?? 0;
    expect(hundredth).toBeGreaterThanOrEqual(5);
    expect(hundredth).toBeLessThanOrEqual(9);
    const large = jumps.filter((jump) => jump > 30).length / jumps.length;
    expect(large).toBeGreaterThan(0.00002);
    expect(large).toBeLessThan(0.0005);
  });

  it('in the share of active minutes by hour, and their steps', () => {
    const steps = observed.flatMap(({ days: all }) => all.map((one) => one.steps));
    const share = (from: number, to: number) =>
      mean(steps.flatMap((day) => [...day.slice(from * 60, to * 60)].map((count) => +(count > 0))));
    expect(share(1, 4)).toBeGreaterThan(0.005);
    expect(share(1, 4)).toBeLessThan(0.02);
    expect(share(8, 19)).toBeGreaterThan(0.23);
    expect(share(8, 19)).toBeLessThan(0.3);
    const active = steps.flatMap((day) => [...day.filter((count) => count > 0)]);
    expect(median(active)).toBeGreaterThan(16);
    expect(median(active)).toBeLessThan(22);
  });

  it('in sleep: the lowest half hour of the night lies below that of the day', () => {
    const nights = observed
      .flatMap(({ days: all }) => all)
      .map(({ means }) => [
        lowestHalfHourMean(means.slice(30, 330)),
        lowestHalfHourMean(means.slice(540, 1260)),
      ])
      .filter((pair): pair is [number, number] => pair.every((bpm) => bpm !== null));
    const below = nights.filter(([night, day]) => night < day).length;
    expect(below / nights.length).toBeGreaterThan(0.95);
  });

  it('in exercise: on some days half an hour and more at 120 to 180 bpm, on most days none', () => {
    const exercising = observed
      .flatMap(({ days: all }) => all)
      .filter(({ means }) => means.filter((bpm) => bpm > 120 && bpm < 180).length >= 15).length;
    const perWeek = (7 * exercising) / (people * days);
    expect(perWeek).toBeGreaterThan(1);
    expect(perWeek).toBeLessThan(5);
  });

  it('in nights off the wrist: hardly any for most people, many for a few', () => {
    const nightsOff = Array.from(
      { length: 200 },
      (_, seed) => personOf({ seed, userId: 'user' }).nightsOffShare,
    );
    expect(nightsOff.filter((share) => share < 0.05).length).toBeGreaterThan(100);
    expect(nightsOff.filter((share) => share > 0.25).length).toBeGreaterThan(5);
  });
});

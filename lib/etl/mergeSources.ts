/**
 * One series of several sources' samples: in each UTC minute the source that comes first of those
 * with a sample in it gives all samples of the minute (docs/decisions/several-sources.md).
 */

/** `t` in ms UTC, `value` in bpm, `source` the number of the source among the user's. */
export interface SourcedSample {
  t: number;
  value: number;
  source: number;
}

export interface MergedSamples {
  /** Ascending in time, no instant twice. */
  shown: SourcedSample[];
  shadowed: SourcedSample[];
}

const minuteMs = 60_000;

/**
 * Pure: what a source did not give leaves no trace, in whatever order the samples come.
 * @param samples no instant twice of one source.
 * @param order numbers of the sources, the one that comes first at the front.
 */
export function mergeSources(
  samples: readonly SourcedSample[],
  order: readonly number[],
): MergedSamples {
  const ranks = new Map(order.map((source, rank) => [source, rank]));
  const rankOf = ({ source }: SourcedSample) => ranks.get(source) ?? order.length + source;
  const first = new Map<number, number>();
  for (const sample of samples) {
    const minute = Math.floor(sample.t / minuteMs);
    first.set(minute, Math.min(first.get(minute) ?? Number.POSITIVE_INFINITY, rankOf(sample)));
  }
  const merged: MergedSamples = { shown: [], shadowed: [] };
  for (const sample of samples.toSorted((a, b) => a.t - b.t || rankOf(a) - rankOf(b))) {
    const isShown = first.get(Math.floor(sample.t / minuteMs)) === rankOf(sample);
    merged[isShown ? 'shown' : 'shadowed'].push(sample);
  }
  return merged;
}

/**
 * How the times of an answer are written. A day of samples is 900 kB as JSON rows; in columns of
 * absolute milliseconds it is 0.33 of that, thirteen digits each, and as differences 0.16.
 */

export const timesWritten = ['absolute', 'delta'] as const;

interface Timed {
  t: number[];
  times?: 'delta' | undefined;
}

/** The same answer with `t` as its first instant and then the steps to each next one, ms. */
export function withDeltas<Answer extends Timed>(answer: Answer): Answer {
  const t = answer.t.map((ms, index) => (index === 0 ? ms : ms - (answer.t[index - 1] ?? 0)));
  return { ...answer, times: 'delta', t };
}

/** Undoes {@link withDeltas}; an answer with absolute times is left as it is. */
export function withAbsoluteTimes<Answer extends Timed>(answer: Answer): Answer {
  if (answer.times !== 'delta') return answer;
  let ms = 0;
  const t = answer.t.map((step) => {
    ms += step;
    return ms;
  });
  return { ...answer, times: undefined, t };
}

/** A scale for heart rates: calm steps, never so tight that noise looks like drama. */
export interface BpmScale {
  min: number;
  max: number;
  step: number;
}

const narrowest = 40;

/** @param min @param max of what is shown, in bpm; undefined where nothing is. */
export function bpmScale(min: number | undefined, max: number | undefined): BpmScale {
  if (min === undefined || max === undefined) return { min: 40, max: 120, step: 20 };
  const missing = Math.max(0, narrowest - (max - min));
  const low = Math.max(0, min - missing / 2);
  const high = Math.max(max + missing / 2, low + narrowest);
  const step = high - low <= 60 ? 10 : high - low <= 200 ? 20 : 40;
  return { min: Math.floor(low / step) * step, max: Math.ceil(high / step) * step, step };
}

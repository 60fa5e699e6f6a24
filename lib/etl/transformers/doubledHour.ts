/**
 * Which pass of a doubled hour a wall-clock reading belongs to. When clocks go back, the face shows
 * an hour twice; text without an offset does not say which, but the order of the rows does.
 */

/** The wall-clock readings of a document, in its order; the arrays are of one length. */
export interface WallClockRows {
  /** What the face showed, as ms since 1970-01-01 00:00 on the face. */
  face: Float64Array;
  /** ms by which the clock is set back in the hour the row falls into; 0 outside a doubled hour. */
  shift: Float64Array;
  /** Where the row comes from; rows of two files say nothing about each other's order. */
  origin: readonly string[];
}

/** How near behind is near, in rule 3, and how long a few rows last. */
const nearMs = 120_000;

/**
 * The rule, for each run of rows of one origin (read from its end when three quarters of its steps
 * lead backward, as in files that list the newest first):
 * 1. A row that enters a doubled hour from before it, or after the file started over (a step back
 *    by more than the shift), belongs to the first pass.
 * 2. A step back into the doubled hour, from within it or after it, begins the second pass if it is
 *    at least half the shift: the two passes then lie at most half an hour apart unrecorded. A
 *    smaller step is a row out of order.
 * 3. Such a step begins nothing if its rows only came late, breaking into a steady series: the rows
 *    before it are less than 2 minutes apart, after it the clock goes on less than 2 minutes behind
 *    where the step left, and the rows between last under 2 minutes or fill a hole that the first
 *    pass has there. (A second pass shows the time at which the step left again, or none near it.)
 * 4. The second pass lasts until rule 1. Where the file shows the hour once, that is the first pass.
 *
 * In doubt a row stays in the first pass, so nothing is moved by an hour without a reason.
 * @returns 1 for each row of the second pass.
 */
export function secondPasses(rows: WallClockRows): Uint8Array {
  const second = new Uint8Array(rows.face.length);
  let from = 0;
  for (let to = 1; to <= rows.face.length; to++) {
    if (to < rows.face.length && rows.origin[to] === rows.origin[from]) continue;
    markRun(rows, readingOrder(rows.face, from, to), second);
    from = to;
  }
  return second;
}

/** The rows `[from, to)` as their clock ran. */
function readingOrder(face: Float64Array, from: number, to: number): Uint32Array {
  let forward = 0;
  let backward = 0;
  for (let i = from + 1; i < to; i++) {
    const step = (face[i] ?? 0) - (face[i - 1] ?? 0);
    if (step > 0) forward += 1;
    else if (step < 0) backward += 1;
  }
  const order = Uint32Array.from({ length: to - from }, (_, i) => from + i);
  // Four steps at least: of a few rows around the clock change most may lead backward by chance.
  return backward >= 4 && backward > 3 * forward ? order.reverse() : order;
}

function markRun(rows: WallClockRows, order: Uint32Array, second: Uint8Array): void {
  const face = Float64Array.from(order, (row) => rows.face[row] ?? 0);
  let inSecond = false;
  // Where the clock's present course through the hours began: a file may hold several, one after another.
  let courseStart = 0;
  order.forEach((row, at) => {
    const shift = rows.shift[row] ?? 0;
    if (shift === 0) return;
    const previous = order[at - 1];
    const step = (face[at] ?? 0) - (face[at - 1] ?? 0);
    const enteredFromBefore = step >= 0 && (previous === undefined || rows.shift[previous] === 0);
    if (previous === undefined || enteredFromBefore || Math.abs(step) > shift) {
      inSecond = false;
      courseStart = at;
    } else if (!inSecond && step <= -shift / 2 && !cameLate(face, at, courseStart)) {
      inSecond = true;
    }
    if (inSecond) second[row] = 1;
  });
}

/** Rule 3, for the rows that begin at `at`. */
function cameLate(face: Float64Array, at: number, courseStart: number): boolean {
  const left = face[at - 1] ?? 0;
  const before = left - (face[at - 2] ?? Number.NaN);
  if (!(before >= 0 && before < nearMs)) return false;
  let end = at;
  while (end < face.length && (face[end] ?? 0) < left) end += 1;
  const goesOn = (face[end] ?? Number.NaN) - left;
  if (!(goesOn > 0 && goesOn < nearMs)) return false;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let i = at; i < end; i++) {
    first = Math.min(first, face[i] ?? 0);
    last = Math.max(last, face[i] ?? 0);
  }
  if (last - first < nearMs) return true;
  for (let i = courseStart; i < at; i++) {
    const known = face[i] ?? 0;
    if (known >= first && known <= last) return false;
  }
  return true;
}

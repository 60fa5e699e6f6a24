/** AR(1) noise of one day that joins the noise of the days around it without simulating them. */
import { addDays, type LocalDate } from '#lib/time/localDate.ts';
import { type Identity, normal, stream } from './random.ts';

/**
 * A stationary AR(1) path of unit variance over `steps` equal steps of about 5 minutes from this
 * date's midnight to the next; `steps + 1` values. The value at each midnight is drawn for that date
 * alone (a day is so long that two midnights are independent: φ²⁷⁶ ≈ 0), and the path in between is
 * conditioned on both ends: x_t + Cov(x_t, x_n | x_0) / Var(x_n | x_0) · (end − x_n).
 */
export function autoregressivePath(
  identity: Identity,
  date: LocalDate,
  steps: number,
  phi: number,
): Float64Array {
  const path = new Float64Array(steps + 1);
  const random = stream(identity, 'ar', date);
  const innovationSd = Math.sqrt(1 - phi ** 2);
  let state = midnightState(identity, date);
  path[0] = state;
  for (let step = 1; step <= steps; step += 1) {
    state = phi * state + innovationSd * normal(random);
    path[step] = state;
  }
  const miss = midnightState(identity, addDays(date, 1)) - state;
  for (let step = 1; step <= steps; step += 1) {
    const pull = (phi ** (steps - step) * (1 - phi ** (2 * step))) / (1 - phi ** (2 * steps));
    path[step] = (path[step] ?? 0) + pull * miss;
  }
  return path;
}

function midnightState(identity: Identity, date: LocalDate): number {
  return normal(stream(identity, 'midnight', date));
}

/** Gestures drawn from a seed: a walk over all levels between everything and a minute. */
import seedrandom from 'seedrandom';

export type Gesture =
  | { kind: 'wheel'; notches: number; deltaY: number; at: number }
  | { kind: 'drag'; from: number; to: number }
  | { kind: 'select'; from: number; to: number }
  | { kind: 'key'; key: string }
  | { kind: 'button'; name: string };

export interface View {
  /** Lengths in ms: of the window, and of the longest and shortest there may be. */
  span: number;
  longest: number;
  shortest: number;
}

/** `at`, `from` and `to` are shares of the plot's width. */
export class Steps {
  readonly #random: () => number;
  #goal: number | undefined;

  constructor(seed: string) {
    this.#random = seedrandom(seed);
  }

  /** How long a person looks before the next gesture, ms. */
  pause(): number {
    return this.#between(50, 600);
  }

  /** Half of the steps zoom towards a length drawn evenly over the levels, the others pan. */
  next(view: View): Gesture {
    if (this.#random() < 0.4) return this.#pan();
    return this.#zoom(view);
  }

  #zoom({ span, longest, shortest }: View): Gesture {
    const goal = this.#goal ?? Math.exp(this.#between(Math.log(shortest), Math.log(longest)));
    const inwards = goal < span;
    const reached = Math.abs(Math.log(goal / span)) < Math.LN2;
    this.#goal = reached ? undefined : goal;
    const kind = this.#random();
    const from = this.#between(0.05, 0.6);
    if (inwards && kind < 0.15)
      return { kind: 'select', from, to: from + this.#between(0.08, 0.35) };
    if (kind < 0.3) return { kind: 'button', name: inwards ? 'Zoom in' : 'Zoom out' };
    if (kind < 0.45) return { kind: 'key', key: inwards ? '+' : '-' };
    const notches = Math.ceil(this.#between(0, 8));
    const deltaY = inwards ? -120 : 120;
    return { kind: 'wheel', notches, deltaY, at: this.#between(0.05, 0.95) };
  }

  #pan(): Gesture {
    const kind = this.#random();
    const later = this.#random() < 0.5;
    if (kind < 0.2) return { kind: 'button', name: later ? 'Later' : 'Earlier' };
    if (kind < 0.4) return { kind: 'key', key: later ? 'ArrowRight' : 'ArrowLeft' };
    const from = this.#between(0.1, 0.9);
    return { kind: 'drag', from, to: this.#between(0.1, 0.9) };
  }

  #between(low: number, high: number): number {
    return low + this.#random() * (high - low);
  }
}

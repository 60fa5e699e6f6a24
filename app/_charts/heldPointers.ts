/** Fingers and the mouse while they are down on the plot, and what their moves ask for. */
import { pinchWindow } from './gestures.ts';
import { panWindow, type TimeWindow } from './timeWindow.ts';

export interface Held {
  /** px from the plot's left edge: where it is, and where its drag counts from. */
  x: number;
  from: number;
  /** The window when its drag began. */
  window: TimeWindow;
  /** Whether it selects a stretch instead of moving the picture. */
  select: boolean;
}

export type Drag =
  | { kind: 'window'; window: TimeWindow }
  /** px from the plot's left edge, in the order of time or against it. */
  | { kind: 'selection'; between: [number, number] };

/** Selections shorter than this are slips of the hand. */
const slipPx = 6;
/** A press that trembles less than this moves nothing. */
const stillPx = 2;

export class HeldPointers {
  readonly #held = new Map<number, Held>();

  get areNone(): boolean {
    return this.#held.size === 0;
  }

  has(id: number): boolean {
    return this.#held.has(id);
  }

  /** Only the first pointer can select. */
  press(id: number, { x, window, select }: Omit<Held, 'from'>): void {
    this.#held.set(id, { x, from: x, window, select });
    this.#holdAnew(window);
  }

  /**
   * @param share a place on the plot as a share of the window.
   * @returns undefined where the move asks for nothing.
   */
  move(id: number, x: number, share: (x: number) => number): Drag | undefined {
    const pointer = this.#held.get(id);
    if (!pointer) return undefined;
    pointer.x = x;
    const [first, second] = [...this.#held.values()];
    if (first && second) {
      const from: [number, number] = [share(first.from), share(second.from)];
      const window = pinchWindow(first.window, from, [share(first.x), share(second.x)]);
      return { kind: 'window', window };
    }
    if (pointer.select) return { kind: 'selection', between: [pointer.from, x] };
    if (Math.abs(x - pointer.from) <= stillPx) return undefined;
    const by = share(pointer.from) - share(x);
    return { kind: 'window', window: panWindow(pointer.window, by) };
  }

  /** @returns what was let go of. */
  release(id: number, window: TimeWindow): Held | undefined {
    const pointer = this.#held.get(id);
    this.#held.delete(id);
    this.#holdAnew(window);
    return pointer;
  }

  /** A finger more or less: what is held now counts from here. */
  #holdAnew(window: TimeWindow): void {
    for (const pointer of this.#held.values()) {
      pointer.from = pointer.select ? pointer.from : pointer.x;
      pointer.window = window;
    }
  }
}

/** A finger put down and lifted again: it reads, as a mouse does by hovering. */
export function isTap(event: Pick<PointerEvent, 'type' | 'pointerType'>, pointer: Held): boolean {
  const still = Math.abs(pointer.x - pointer.from) < slipPx;
  return event.type === 'pointerup' && event.pointerType === 'touch' && still;
}

/** @returns left and right, in px; undefined where the selection is a slip of the hand. */
export function selectedPx({ from, x }: Held): [number, number] | undefined {
  return Math.abs(x - from) < slipPx ? undefined : [Math.min(from, x), Math.max(from, x)];
}

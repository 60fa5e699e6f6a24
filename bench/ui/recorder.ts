/** What runs in the page: when the last gesture came, when its data were painted, and how fast the page answered. */
import type { Page } from '@playwright/test';
import { z } from 'zod';

/**
 * Installed before the page's own scripts. A gesture begins with its last input event, by the
 * browser's own time stamp; it ends after the first frame in which the figure says that what it
 * draws is as fine as the window can have.
 */
export function recorder(): void {
  let lastInput = 0;
  let longestTask = 0;
  for (const name of ['wheel', 'keydown', 'click', 'pointermove', 'pointerup'])
    addEventListener(
      name,
      (event) => {
        const moving =
          !(event instanceof PointerEvent) || event.buttons > 0 || name !== 'pointermove';
        if (moving) lastInput = event.timeStamp;
      },
      { capture: true, passive: true },
    );
  const interactions = new Map<number, number>();
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const id: unknown = Reflect.get(entry, 'interactionId');
      if (typeof id !== 'number' || id === 0) continue;
      interactions.set(id, Math.max(interactions.get(id) ?? 0, entry.duration));
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  let largest = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) largest = entry.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) longestTask = Math.max(longestTask, entry.duration);
  }).observe({ type: 'longtask', buffered: true });

  const figure = () => document.querySelector<HTMLElement>('figure[data-resolution]');
  const windowNow = () => `${figure()?.dataset.start} ${figure()?.dataset.end}`;

  /** @returns ms from the last input to the painted frame, or null where nothing moved for half a second. */
  const painted = (before: string) =>
    new Promise<number | null>((resolve) => {
      const began = performance.now();
      const look = () => {
        const moved = windowNow() !== before;
        if (!moved && performance.now() - began > 500) return resolve(null);
        if (!moved || figure()?.dataset.settled !== 'true') return requestAnimationFrame(look);
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve(performance.now() - lastInput);
        channel.port2.postMessage(null);
        return undefined;
      };
      requestAnimationFrame(look);
    });
  const vitals = () => ({ largest, longestTask, interactions: [...interactions.values()] });
  Object.assign(globalThis, { heartlineBench: { painted, vitals, windowNow } });
}

const vitals = z.object({
  /** Largest Contentful Paint, ms since the navigation. */
  largest: z.number(),
  longestTask: z.number(),
  /** The longest event of each interaction, ms; those under 16 ms are not told. */
  interactions: z.array(z.number()),
});
export type Vitals = z.infer<typeof vitals>;

async function call(page: Page, name: string, argument?: string): Promise<unknown> {
  return await page.evaluate(
    ({ name, argument }) => {
      const bench: unknown = Reflect.get(globalThis, 'heartlineBench');
      const action: unknown =
        typeof bench === 'object' && bench ? Reflect.get(bench, name) : undefined;
      return typeof action === 'function' ? (action(argument) as unknown) : undefined;
    },
    { name, argument },
  );
}

export async function windowNow(page: Page): Promise<string> {
  return z.string().parse(await call(page, 'windowNow'));
}

/** @param before what {@link windowNow} said before the gesture. @returns ms; null where it moved nothing. */
export async function paintedAfter(page: Page, before: string): Promise<number | null> {
  return z
    .number()
    .nullable()
    .parse(await call(page, 'painted', before));
}

export async function vitalsOf(page: Page): Promise<Vitals> {
  return vitals.parse(await call(page, 'vitals'));
}

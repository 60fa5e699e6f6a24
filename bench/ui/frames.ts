/** How evenly a comparison of many is drawn while it is moved: the intervals between its frames. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { withBrowser, withPage } from './browser.ts';
import { percentile } from './distribution.ts';

export interface GestureFrames {
  kind: string;
  /** From each frame to the next while the gesture goes on, ms. */
  intervals: number[];
}

/** Runs in the page: the times that the browser gives its frames. */
function recorder(): void {
  let times: number[] = [];
  let going = false;
  const frame = (at: number) => {
    if (!going) return;
    times.push(at);
    requestAnimationFrame(frame);
  };
  const start = () => {
    times = [];
    going = true;
    requestAnimationFrame(frame);
  };
  const stop = () => {
    going = false;
    return times;
  };
  Object.assign(globalThis, { heartlineFrames: { start, stop } });
}

/** As often as a mouse tells where it is, and as long as a hand takes for a gesture. */
const inputMs = 16;
const inputs = 90;

/** @param url of a comparison whose users are shown in small charts. */
export async function measureFrames(url: string, rounds: number): Promise<GestureFrames[]> {
  return await withBrowser((browser) =>
    withPage(browser, recorder, async (page) => {
      await page.goto(url);
      await settled(page);
      const box = await page.locator('[data-cell]').first().boundingBox();
      if (!box) throw new Error('The first small chart has no box.');
      const gestures = gesturesOn(page, box);
      const all = gestures.map(({ kind }): GestureFrames => ({ kind, intervals: [] }));
      for (let round = 0; round < rounds; round++)
        for (const [index, gesture] of gestures.entries()) {
          const intervals = await during(page, gesture.make);
          all[index]?.intervals.push(...intervals);
          await settled(page);
        }
      return all;
    }),
  );
}

function gesturesOn(page: Page, box: { x: number; y: number; width: number; height: number }) {
  const y = box.y + box.height / 2;
  const x = (share: number) => box.x + box.width * share;
  const there = (step: number) => 0.5 + 0.35 * Math.sin((step / inputs) * 2 * Math.PI);
  return [
    {
      kind: 'point',
      make: () => paced((step) => page.mouse.move(x(there(step)), y)),
    },
    {
      kind: 'wheel',
      make: async () => {
        await page.mouse.move(x(0.6), y);
        await paced((step) => page.mouse.wheel(0, step < inputs / 2 ? -40 : 40));
      },
    },
    {
      kind: 'drag',
      make: async () => {
        await page.mouse.move(x(0.5), y);
        await page.mouse.down();
        await paced((step) => page.mouse.move(x(there(step)), y));
        await page.mouse.up();
      },
    },
  ];
}

async function paced(input: (step: number) => Promise<void>): Promise<void> {
  const began = performance.now();
  for (let step = 0; step < inputs; step++) {
    await input(step);
    const early = began + (step + 1) * inputMs - performance.now();
    if (early > 0) await pause(early);
  }
}

async function during(page: Page, act: () => Promise<void>): Promise<number[]> {
  const call = (name: 'start' | 'stop') =>
    page.evaluate((name) => {
      const frames: unknown = Reflect.get(globalThis, 'heartlineFrames');
      const action: unknown =
        typeof frames === 'object' && frames ? Reflect.get(frames, name) : undefined;
      return typeof action === 'function' ? (action() as unknown) : undefined;
    }, name);
  await call('start');
  await act();
  const times = z.array(z.number()).parse(await call('stop'));
  return times.slice(1).map((at, index) => at - (times[index] ?? at));
}

async function settled(page: Page): Promise<void> {
  await page.locator('figure[data-resolution][data-fetching="false"] canvas').first().waitFor();
  await page.waitForLoadState('networkidle');
}

/** A frame is late by these bounds when it took one refresh of 60 a second more, or two. */
const late = [17.5, 34] as const;

export function textOf(all: readonly GestureFrames[]): string {
  const ms = (value: number) => value.toFixed(1);
  return all
    .map(({ kind, intervals }) => {
      const [over16 = 0, over33 = 0] = late.map(
        (bound) => intervals.filter((interval) => interval > bound).length / intervals.length,
      );
      const [p50, p95] = [percentile(intervals, 0.5), percentile(intervals, 0.95)];
      const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
      return `${kind.padEnd(6)} ${String(intervals.length).padStart(5)} frames  p50 ${ms(p50)}  p95 ${ms(p95)}  max ${ms(Math.max(...intervals))} ms  over 16.7 ms ${percent(over16)}  over 33.3 ms ${percent(over33)}`;
    })
    .join('\n');
}

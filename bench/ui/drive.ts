/** A hand that makes the gestures in Chromium and tells how long each took until its data were painted. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { paintedAfter, windowNow } from './recorder.ts';
import { type Gesture, Steps } from './steps.ts';

export interface StepTime {
  kind: Gesture['kind'];
  /** From the last input of the gesture to the frame with its data, ms. */
  ms: number;
  /** Whether the server was asked, or what was there sufficed. */
  asked: boolean;
  /** What was drawn. */
  resolution: string;
}

const minute = 60_000;

/** @param count of steps that moved the window; those that could not are drawn again. */
export async function drive(page: Page, seed: string, count: number): Promise<StepTime[]> {
  const steps = new Steps(seed);
  const plot = page.getByRole('slider', { name: /^Heart rate of/ });
  const figure = page.locator('figure[data-resolution]');
  await page.getByRole('button', { name: 'All', exact: true }).click();
  const longest = spanOf(await windowNow(page));
  let asks = 0;
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.endsWith('/heart-rate')) asks += 1;
  });
  const times: StepTime[] = [];
  for (let tries = 0; times.length < count && tries < count * 3; tries++) {
    await pause(steps.pause());
    const before = await windowNow(page);
    const gesture = steps.next({ span: spanOf(before), longest, shortest: minute });
    const asksBefore = asks;
    const box = await plot.boundingBox();
    if (!box) throw new Error('The plot has no box.');
    if (gesture.kind === 'key') await plot.focus();
    await make(page, gesture, box);
    const ms = await paintedAfter(page, before);
    if (ms === null) continue;
    const resolution = (await figure.getAttribute('data-resolution')) ?? '';
    times.push({ kind: gesture.kind, ms, asked: asks > asksBefore, resolution });
  }
  return times;
}

function spanOf(window: string): number {
  const [start = 0, end = 0] = window.split(' ').map(Number);
  return end - start;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

async function make(page: Page, gesture: Gesture, box: Box): Promise<void> {
  const y = box.y + box.height / 2;
  const x = (share: number) => box.x + box.width * share;
  switch (gesture.kind) {
    case 'wheel':
      await page.mouse.move(x(gesture.at), y);
      for (let notch = 0; notch < gesture.notches; notch++)
        await page.mouse.wheel(0, gesture.deltaY);
      return;
    case 'drag':
    case 'select':
      if (gesture.kind === 'select') await page.keyboard.down('Shift');
      await page.mouse.move(x(gesture.from), y);
      await page.mouse.down();
      await page.mouse.move(x(gesture.to), y, { steps: 6 });
      await page.mouse.up();
      if (gesture.kind === 'select') await page.keyboard.up('Shift');
      return;
    case 'key':
      return await page.keyboard.press(gesture.key);
    case 'button':
      return await page.getByRole('button', { name: gesture.name, exact: true }).click();
  }
}

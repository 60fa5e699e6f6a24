/** What wheel, fingers and keys do to a window: pure, so that it can be tried without hands. */
import { panWindow, spanOf, type TimeWindow, zoomWindow } from './timeWindow.ts';

const linePx = 16;
const keyZoom = 1.6;

export interface WheelStep {
  deltaX: number;
  deltaY: number;
  /** 0 pixels, 1 lines, 2 pages. */
  deltaMode: number;
  /** Set by browsers for a pinch on a trackpad. */
  ctrlKey: boolean;
  shiftKey: boolean;
}

/** Up and down zooms around the pointer; sideways, or with shift, pans. */
export function wheelWindow(
  window: TimeWindow,
  step: WheelStep,
  anchor: number,
  widthPx: number,
): TimeWindow {
  const unit = step.deltaMode === 0 ? 1 : step.deltaMode === 1 ? linePx : widthPx;
  const across = step.shiftKey && step.deltaX === 0 ? step.deltaY : step.deltaX;
  if (step.shiftKey || Math.abs(step.deltaX) > Math.abs(step.deltaY)) {
    return panWindow(window, (across * unit) / Math.max(1, widthPx));
  }
  const factor = Math.exp(step.deltaY * unit * (step.ctrlKey ? 0.01 : 0.002));
  const bounded = Math.min(Math.max(factor, 0.5), 2);
  return zoomWindow(window, bounded, Math.min(Math.max(anchor, 0), 1));
}

/** Two fingers hold the two instants that they were put on. @param from @param to shares of the window. */
export function pinchWindow(
  window: TimeWindow,
  from: [number, number],
  to: [number, number],
): TimeWindow {
  const span = spanOf(window);
  const apart = Math.max(Math.abs(to[1] - to[0]), 0.02);
  const wider = Math.max(Math.abs(from[1] - from[0]), 0.02);
  const next = (span * wider) / apart;
  const middle = window.start + span * ((from[0] + from[1]) / 2);
  const start = middle - next * ((to[0] + to[1]) / 2);
  return { start, end: start + next };
}

/** Arrows pan (further with shift), + and − zoom, Home and End go to the ends, f or 0 shows all. */
export function keyStep(
  key: string,
  shift: boolean,
  window: TimeWindow,
  whole: TimeWindow,
): TimeWindow | undefined {
  const span = spanOf(window);
  switch (key) {
    case 'ArrowLeft':
      return panWindow(window, shift ? -0.8 : -0.2);
    case 'ArrowRight':
      return panWindow(window, shift ? 0.8 : 0.2);
    case '+':
    case '=':
      return zoomWindow(window, 1 / keyZoom);
    case '-':
    case '_':
      return zoomWindow(window, keyZoom);
    case 'Home':
      return { start: whole.start, end: whole.start + span };
    case 'End':
      return { start: whole.end - span, end: whole.end };
    case 'f':
    case '0':
      return whole;
    default:
      return undefined;
  }
}

/** Keys that go somewhere at once are gestures of their own; the others, held or repeated, glide. */
export function isLeap(key: string): boolean {
  return ['Home', 'End', 'f', '0'].includes(key);
}

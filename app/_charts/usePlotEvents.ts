'use client';
import { type RefObject, useEffect, useEffectEvent } from 'react';

/** Places are px from the plot's left edge. */
interface PlotHandlers {
  onWheel: (event: WheelEvent) => void;
  onDown: (event: PointerEvent, x: number) => void;
  onMove: (event: PointerEvent, x: number) => void;
  onUp: (event: PointerEvent) => void;
  onLeave: (event: PointerEvent) => void;
  onKey: (event: KeyboardEvent) => void;
  onReset: () => void;
}

/** Listens on the element itself: React's own wheel listener could not keep the page from scrolling. */
export function usePlotEvents(ref: RefObject<HTMLElement | null>, handlers: PlotHandlers): void {
  const onWheel = useEffectEvent(handlers.onWheel);
  const onDown = useEffectEvent(handlers.onDown);
  const onMove = useEffectEvent(handlers.onMove);
  const onUp = useEffectEvent(handlers.onUp);
  const onLeave = useEffectEvent(handlers.onLeave);
  const onKey = useEffectEvent(handlers.onKey);
  const onReset = useEffectEvent(handlers.onReset);
  useEffect(() => {
    const plot = ref.current;
    if (!plot) return;
    const stop = new AbortController();
    const { signal } = stop;
    const xOf = (event: PointerEvent) => event.clientX - plot.getBoundingClientRect().left;
    const onPress = (event: PointerEvent) => {
      plot.setPointerCapture(event.pointerId);
      onDown(event, xOf(event));
    };
    plot.addEventListener('wheel', (event) => onWheel(event), { signal, passive: false });
    plot.addEventListener('pointerdown', onPress, { signal });
    plot.addEventListener('pointermove', (event) => onMove(event, xOf(event)), { signal });
    for (const name of ['pointerup', 'pointercancel'] as const) {
      plot.addEventListener(name, (event) => onUp(event), { signal });
    }
    plot.addEventListener('pointerleave', (event) => onLeave(event), { signal });
    plot.addEventListener('keydown', (event) => onKey(event), { signal });
    plot.addEventListener('dblclick', () => onReset(), { signal });
    return () => stop.abort();
  }, [ref]);
}

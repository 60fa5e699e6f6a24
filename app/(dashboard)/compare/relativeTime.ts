/** Time since an annotation: its ticks and its words. ms, negative before. */
import type { Tick } from '#app/_charts/timeTicks.ts';
import { day, hour, minute, second, spanOf, type TimeWindow } from '#app/_charts/timeWindow.ts';

const steps = [
  ...[1, 5, 10, 30].map((count) => count * second),
  ...[1, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14].map((count) => count * day),
];

/** @param maxCount how many labels fit beside each other. */
export function relativeTicks(window: TimeWindow, maxCount: number): Tick[] {
  const step = steps.find((candidate) => spanOf(window) / candidate <= maxCount) ?? 28 * day;
  const first = Math.ceil(window.start / step) * step;
  const count = Math.max(0, Math.ceil((window.end - first) / step));
  return Array.from({ length: count }, (_, index) => {
    const at = first + index * step;
    return { at, label: relativeWords(at), under: '' };
  });
}

/** `+2 h`, `−1 d 6 h`, `+45 min`, `0`; at most two units. */
export function relativeWords(ms: number): string {
  const size = Math.round(Math.abs(ms) / second) * second;
  if (size === 0) return '0';
  const units = [
    { name: 'd', length: day },
    { name: 'h', length: hour },
    { name: 'min', length: minute },
    { name: 's', length: second },
  ];
  const largest = units.findIndex(({ length }) => size >= length);
  const parts = units.slice(largest, largest + 2).flatMap(({ name, length }, index) => {
    const rest = index === 0 ? size : size % (units[largest]?.length ?? length);
    const count = Math.floor(rest / length);
    return count > 0 ? [`${count} ${name}`] : [];
  });
  return `${ms < 0 ? '−' : '+'}${parts.join(' ')}`;
}

/** `−6 h to +1 d`. */
export function relativeSpan({ start, end }: TimeWindow): string {
  return `${relativeWords(start)} to ${relativeWords(end)}`;
}

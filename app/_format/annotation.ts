/** An annotation in words. */
import type { Annotation } from '#lib/contract/annotations.ts';
import type { AnnotationKind } from '#lib/contract/limits.ts';
import { formatLength, formatSpan } from './time.ts';

const kinds: Record<AnnotationKind, string> = {
  exercise: 'Exercise',
  illness: 'Illness',
  medication: 'Medication',
  'device-off': 'Device off',
  note: 'Note',
};

export function kindWords(kind: AnnotationKind): string {
  return kinds[kind];
}

/** `45 minutes`, or `Moment`. */
export function lengthWords({ start, end }: Pick<Annotation, 'start' | 'end'>): string {
  return end === start ? 'Moment' : formatLength(end - start);
}

/** `Mon 1 Jun 13:30 – 14:30`; of a moment its only time. */
export function whenWords(
  { start, end }: Pick<Annotation, 'start' | 'end'>,
  timeZone: string,
): string {
  const span = formatSpan(start, Math.max(end, start + 1), timeZone);
  return end === start ? (span.split(' – ')[0] ?? span) : span;
}

/** All of it in a sentence: `Exercise, Mon 1 Jun 13:30 – 14:30: Easy run`. */
export function annotationWords({ kind, text }: Annotation, when: string): string {
  const said = text === '' ? '' : `: ${text}`;
  return `${kindWords(kind)}, ${when}${said}`;
}

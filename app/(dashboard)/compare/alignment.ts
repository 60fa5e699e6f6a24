/**
 * How the times of several users are laid over each other. What is drawn lies at `instant − shift`:
 * nothing is shifted for the same instants, each user by their own offset for the same local time,
 * and by an annotation of theirs for hours since it.
 */
import type { Ask } from '#app/_charts/ask.ts';
import { presetWindow, type TimeWindow } from '#app/_charts/timeWindow.ts';
import type { Annotation } from '#lib/contract/annotations.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import { type AnnotationKind, annotationKinds } from '#lib/contract/limits.ts';
import type { User } from '#lib/contract/users.ts';
import { offsetAt } from '#lib/time/timeZone.ts';

/** More than this many lines over each other cannot be told apart. */
export const overlaidAtMost = 4;

const alignments = ['instant', 'local', ...annotationKinds] as const;
export type Alignment = 'instant' | 'local' | AnnotationKind;

/** `align=` of an address; what makes no sense is the same instants. */
export function parseAlignment(text: unknown): Alignment {
  return alignments.find((known) => known === text) ?? 'instant';
}

export function isKind(alignment: Alignment): alignment is AnnotationKind {
  return alignment !== 'instant' && alignment !== 'local';
}

/** Annotation numbers chosen instead of the latest: `anchors=3,17`. */
export function parseAnchors(text: unknown): number[] {
  const numbers = typeof text === 'string' ? text.split(',').map(Number) : [];
  return numbers.filter((number) => Number.isSafeInteger(number) && number > 0);
}

export interface Aligned {
  user: User;
  /** ms; what is drawn lies at `instant − shift`. */
  shift: number;
  /** What the hours are counted from. */
  anchor?: Annotation;
}

/** A drawn window as the instants that it shows of somebody. */
export function instantsOf({ start, end }: TimeWindow, shift: number): TimeWindow {
  return { start: start + shift, end: end + shift };
}

interface AlignmentQuestion {
  users: readonly User[];
  alignment: Alignment;
  /** Newest first. */
  annotations: readonly Annotation[];
  /** Numbers of annotations to prefer to the latest. */
  anchors: readonly number[];
  /** In drawn time, ms: local clocks are those of this moment. */
  middle: number;
}

/** Those who can be aligned, in the order given, and those who lack what they would be aligned by. */
export function align(question: AlignmentQuestion): { aligned: Aligned[]; missing: User[] } {
  const aligned: Aligned[] = [];
  const missing: User[] = [];
  for (const user of question.users) {
    const place = placeOf(user, question);
    if (place) aligned.push({ user, ...place });
    else missing.push(user);
  }
  return { aligned, missing };
}

function placeOf(user: User, question: AlignmentQuestion): Omit<Aligned, 'user'> | undefined {
  const { alignment, middle } = question;
  if (alignment === 'instant') return { shift: 0 };
  if (alignment === 'local') return { shift: -localOffset(middle, user.timeZone) };
  const own = anchorsOf(user.id, alignment, question.annotations);
  const anchor = own.find(({ id }) => question.anchors.includes(id)) ?? own[0];
  return anchor && { shift: anchor.start, anchor };
}

/** What a user's hours can be counted from, newest first. */
export function anchorsOf(
  userId: string,
  kind: AnnotationKind,
  annotations: readonly Annotation[],
): Annotation[] {
  return annotations.filter(
    (annotation) => annotation.userId === userId && annotation.kind === kind,
  );
}

/** The zone's offset when its clocks show `face`, ms; the face is read as if it were UTC. */
function localOffset(face: number, timeZone: string): number {
  return offsetAt(face - offsetAt(face, timeZone), timeZone);
}

const reach = 28 * 86_400_000;
const anchored = { start: -6 * 3_600_000, end: 24 * 3_600_000 };

/** From the first to the last sample of them all in drawn time; four weeks around an annotation. */
export function extentOf(aligned: readonly Aligned[], alignment: Alignment): TimeWindow {
  const starts = aligned.flatMap(({ user, shift }) =>
    user.firstSample === null ? [] : [user.firstSample - shift],
  );
  const ends = aligned.flatMap(({ user, shift }) =>
    user.lastSample === null ? [] : [user.lastSample - shift],
  );
  const whole = { start: Math.min(...starts), end: Math.max(...ends) };
  if (!isKind(alignment)) return whole;
  return { start: Math.max(whole.start, -reach), end: Math.min(Math.max(whole.end, 0), reach) };
}

/** What is shown where the address names no window. */
export function firstWindow(extent: TimeWindow, alignment: Alignment): TimeWindow {
  return isKind(alignment) ? anchored : presetWindow('day', extent);
}

/** Users who can be asked for in one question: shifted alike, on the same grid. */
export interface AskedGroup {
  ids: string[];
  shift: number;
}

export function groupsOf(aligned: readonly Aligned[], alignment: Alignment): AskedGroup[] {
  const groups = Map.groupBy(aligned, ({ user, shift }) =>
    alignment === 'instant' ? '' : `${shift} ${user.timeZone}`,
  );
  return [...groups.values()].map((members) => ({
    ids: members.map(({ user }) => user.id),
    shift: members[0]?.shift ?? 0,
  }));
}

/** What to ask of a group for what is drawn. */
export function groupAsk(ask: Ask, shift: number): Ask {
  return { ...ask, start: ask.start + shift, end: ask.end + shift };
}

/** An answer in drawn time. Its days then begin and end as they do on a clock without changes. */
export function shifted(answer: HeartRateAnswer, shift: number): HeartRateAnswer {
  if (shift === 0) return answer;
  return { ...answer, t: answer.t.map((ms) => ms - shift), timeZone: 'UTC' };
}

/** An annotation in drawn time. */
export function shiftedAnnotation(annotation: Annotation, shift: number): Annotation {
  const { start, end } = annotation;
  return { ...annotation, start: start - shift, end: end - shift };
}

'use client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Ask } from '#app/_charts/ask.ts';
import { bpmScale } from '#app/_charts/bpmAxis.ts';
import { statisticsOf } from '#app/_charts/reading.ts';
import type { TimeWindow } from '#app/_charts/timeWindow.ts';
import { useAsk } from '#app/_charts/useAsk.ts';
import { usePalette } from '#app/_charts/usePalette.ts';
import { annotationsOfUsersQuery } from '#app/_queries/annotations.ts';
import type { Annotation } from '#lib/contract/annotations.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import type { User } from '#lib/contract/users.ts';
import { type Alignment, align, shiftedAnnotation } from './alignment.ts';
import { useAlignedRates } from './useAlignedRates.ts';
import { useMissing, useReasons } from './useMissing.ts';

export interface Compared {
  users: User[];
  alignment: Alignment;
  /** Numbers of annotations chosen instead of the latest. */
  anchors: readonly number[];
}

interface AskedFor {
  window: TimeWindow;
  /** Of one plot, px. */
  width: number;
  firstAsk: Ask;
  /** How many points a plot of this width is worth, where it is not as many as usual. */
  pointsOf?: (width: number) => number;
}

const none: readonly Annotation[] = [];

/** Everything that a comparison draws, in drawn time; each part made anew only when it changed. */
export function useComparison(
  { users, alignment, anchors }: Compared,
  { window, width, firstAsk, pointsOf }: AskedFor,
  showAnnotations: boolean,
) {
  const palette = usePalette();
  const ask = useAsk(window, width, firstAsk, undefined, { pointsOf });
  const { data } = useQuery(annotationsOfUsersQuery(users.map(({ id }) => id)));
  const annotations = data?.annotations ?? none;
  const middle = (ask.start + ask.end) / 2;
  const { aligned } = useMemo(
    () => align({ users, alignment, annotations, anchors, middle }),
    [users, alignment, annotations, anchors, middle],
  );
  const { answers, state } = useAlignedRates(aligned, alignment, ask);
  const missing = useMissing(aligned, answers, ask);
  const reasons = useReasons(missing, window);
  const { scale, samples } = useScale(answers, window);
  const drawn = useMemo(() => {
    if (!showAnnotations) return none;
    const shifts = new Map(aligned.map(({ user, shift }) => [user.id, shift]));
    return annotations.flatMap((annotation) => {
      const shift = shifts.get(annotation.userId);
      return shift === undefined ? [] : [shiftedAnnotation(annotation, shift)];
    });
  }, [aligned, annotations, showAnnotations]);
  return { palette, aligned, answers, missing, reasons, state, scale, samples, annotations, drawn };
}
export type Comparison = ReturnType<typeof useComparison>;

/** One scale for all: from the lowest mean in view to the highest. */
function useScale(answers: readonly HeartRateAnswer[], window: TimeWindow) {
  return useMemo(() => {
    const views = answers.map((answer) => statisticsOf(meansOnly(answer), window));
    const seen = views.filter(({ samples }) => samples > 0);
    const lows = seen.map(({ min }) => min ?? 0);
    const highs = seen.map(({ max }) => max ?? 0);
    const samples = seen.reduce((sum, view) => sum + view.samples, 0);
    if (seen.length === 0) return { scale: bpmScale(undefined, undefined), samples };
    return { scale: bpmScale(Math.min(...lows), Math.max(...highs)), samples };
  }, [answers, window]);
}

/** Only means are drawn here, so only they decide the scale. */
function meansOnly(answer: HeartRateAnswer): HeartRateAnswer {
  if (answer.resolution === 'raw') return answer;
  return { ...answer, min: answer.avg, max: answer.avg };
}

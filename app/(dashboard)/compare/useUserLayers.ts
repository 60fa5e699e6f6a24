'use client';
import { useMemo } from 'react';
import { annotationLayer } from '#app/_charts/annotationLayer.ts';
import { comparedLayers, type Layer } from '#app/_charts/layers.ts';
import type { Comparison } from './useComparison.ts';

/** Each user's line and annotations, made anew with new data only. */
export function useUserLayers({ answers, drawn, palette }: Comparison): Map<string, Layer[]> {
  return useMemo(() => {
    if (!palette) return new Map();
    return new Map(
      answers.map((answer) => {
        const own = drawn.filter(({ userId }) => userId === answer.userId);
        return [
          answer.userId,
          [...comparedLayers([answer], palette), annotationLayer(own, palette)],
        ];
      }),
    );
  }, [answers, drawn, palette]);
}

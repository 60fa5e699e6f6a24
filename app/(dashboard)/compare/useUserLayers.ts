'use client';
import { useMemo } from 'react';
import { annotationLayer } from '#app/_charts/annotationLayer.ts';
import { comparedLayers, gapLayer, type Layer } from '#app/_charts/layers.ts';
import { reasonLayer } from '#app/_charts/reasonLayer.ts';
import type { Comparison } from './useComparison.ts';

/** Each user's gaps with their reasons, line and annotations, made anew with new data only. */
export function useUserLayers({
  answers,
  missing,
  drawn,
  palette,
}: Comparison): Map<string, Layer[]> {
  return useMemo(() => {
    if (!palette) return new Map();
    return new Map(
      answers.map((answer) => {
        const own = drawn.filter(({ userId }) => userId === answer.userId);
        const { gaps = [], ledger } = missing.get(answer.userId) ?? {};
        return [
          answer.userId,
          [
            gapLayer(gaps, palette),
            ...comparedLayers([answer], palette),
            ...reasonLayer(gaps, ledger?.stretches ?? [], palette),
            annotationLayer(own, palette),
          ],
        ];
      }),
    );
  }, [answers, missing, drawn, palette]);
}

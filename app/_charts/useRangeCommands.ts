'use client';
import { useMemo } from 'react';
import { useCommands } from '#app/_components/CommandPalette/commands.ts';
import { type PresetKey, presets, presetWindow, type TimeWindow } from './timeWindow.ts';
import type { TimeWindowControl } from './useTimeWindow.ts';

/** Offers the chart's ranges in the command palette. */
export function useRangeCommands({ jump }: TimeWindowControl, extent: TimeWindow): void {
  const commands = useMemo(() => {
    const range = (key: PresetKey, label: string) => ({
      id: `range-${key}`,
      label,
      hint: 'range',
      run: () => jump(presetWindow(key, extent)),
    });
    return [
      ...presets.map(({ key, label }) => range(key, `Last ${label.toLowerCase()}`)),
      range('all', 'Everything there is'),
    ];
  }, [jump, extent]);
  useCommands('Ranges of the chart', commands);
}

'use client';
import { useMemo } from 'react';
import type { Ask } from '#app/_charts/ask.ts';
import { limitsOf, type TimeWindow } from '#app/_charts/timeWindow.ts';
import { useTimeWindow } from '#app/_charts/useTimeWindow.ts';
import type { User } from '#lib/contract/users.ts';
import { HeartRateChart } from './HeartRateChart.tsx';
import { Reingest } from './Reingest.tsx';
import styles from './UserView.module.css';

interface UserViewProps {
  user: User;
  /** First and last sample, ms UTC; plain numbers, so that a new page with the same data changes nothing. */
  first: number;
  last: number;
  initial: TimeWindow;
  firstAsk: Ask;
}

/** The chart and what can be done with the window it shows. */
export function UserView({ user, first, last, initial, firstAsk }: UserViewProps) {
  const extent = useMemo(() => ({ start: first, end: last }), [first, last]);
  const limits = useMemo(() => limitsOf(extent), [extent]);
  const control = useTimeWindow(initial, limits);
  return (
    <div className={styles.view}>
      <HeartRateChart user={user} control={control} extent={extent} firstAsk={firstAsk} />
      <Reingest user={user} window={control.window} />
    </div>
  );
}

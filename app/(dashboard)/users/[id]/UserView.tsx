'use client';
import { useMemo } from 'react';
import type { Ask } from '#app/_charts/ask.ts';
import { limitsOf, type TimeWindow } from '#app/_charts/timeWindow.ts';
import { useFollow } from '#app/_charts/useFollow.ts';
import { useTimeWindow } from '#app/_charts/useTimeWindow.ts';
import type { ViewOptions } from '#app/_charts/viewOptions.ts';
import { Refresher } from '#app/_components/Refresher.tsx';
import type { User } from '#lib/contract/users.ts';
import { HeartRateChart } from './HeartRateChart.tsx';
import { Reingest } from './Reingest.tsx';
import styles from './UserView.module.css';

interface UserViewProps {
  user: User;
  canBeAsked: boolean;
  /** First and last sample, ms UTC; plain numbers, so that a new page with the same data changes nothing. */
  first: number;
  last: number;
  initial: TimeWindow;
  firstAsk: Ask;
  firstOptions: ViewOptions;
}

/** How soon new data are seen. */
const lookAgainMs = 20_000;

/** The chart and what can be done with the window it shows. */
export function UserView({ user, canBeAsked, first, last, initial, ...view }: UserViewProps) {
  const extent = useMemo(() => ({ start: first, end: last }), [first, last]);
  const limits = useMemo(() => limitsOf(extent), [extent]);
  const control = useTimeWindow(initial, limits);
  useFollow(control, extent);
  return (
    <div className={styles.view}>
      <Refresher everyMs={lookAgainMs} />
      <HeartRateChart user={user} control={control} extent={extent} {...view} />
      <Reingest user={user} canBeAsked={canBeAsked} window={control.window} />
    </div>
  );
}

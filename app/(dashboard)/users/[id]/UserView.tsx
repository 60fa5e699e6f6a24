'use client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { Ask } from '#app/_charts/ask.ts';
import { limitsOf, type TimeWindow } from '#app/_charts/timeWindow.ts';
import { useFollow } from '#app/_charts/useFollow.ts';
import { useRangeCommands } from '#app/_charts/useRangeCommands.ts';
import { useSettled } from '#app/_charts/useSettled.ts';
import { useTimeWindow } from '#app/_charts/useTimeWindow.ts';
import type { ViewOptions } from '#app/_charts/viewOptions.ts';
import { useRefresh } from '#app/_components/useRefresh.ts';
import { useNewData } from '#app/_queries/useNewData.ts';
import { userQuery } from '#app/_queries/user.ts';
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
  /** One source that is seen alone. */
  source?: string | undefined;
  firstOptions: ViewOptions;
}

/** The chart and what can be done with the window it shows. */
export function UserView({ user, canBeAsked, initial, ...props }: UserViewProps) {
  const { firstAsk, firstOptions, source } = props;
  const { data: newest } = useQuery({ ...userQuery(user.id), initialData: user });
  const first = Math.min(props.first, newest.firstSample ?? props.first);
  const last = Math.max(props.last, newest.lastSample ?? props.last);
  const extent = useMemo(() => ({ start: first, end: last }), [first, last]);
  const limits = useMemo(() => limitsOf(extent), [extent]);
  const control = useTimeWindow(initial, limits);
  useFollow(control, extent);
  useNewData(user.id, last);
  useCalmRefresh(last, control.window);
  useRangeCommands(control, extent);
  return (
    <div className={styles.view}>
      <HeartRateChart {...{ user, control, extent, firstAsk, firstOptions, source }} />
      <Reingest user={user} canBeAsked={canBeAsked} window={control.window} />
    </div>
  );
}

const calmMs = 2_000;

/**
 * Renders what the server says around the chart anew when there are newer data, once no gesture is
 * going on: a page that is fetched while its address changes is fetched again and again.
 */
function useCalmRefresh(last: number, window: TimeWindow): void {
  const refresh = useRefresh();
  const rendered = useRef(last);
  const calm = useSettled(window) === window;
  useEffect(() => {
    if (!calm || rendered.current === last) return;
    const timer = setTimeout(() => {
      rendered.current = last;
      refresh();
    }, calmMs);
    return () => clearTimeout(timer);
  }, [last, calm, refresh]);
}

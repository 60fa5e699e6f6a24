import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { lowerBound } from '#app/_charts/reading.ts';
import type { TimeWindow } from '#app/_charts/timeWindow.ts';
import { formatClock, formatFixedOffset } from '#app/_format/time.ts';
import { utcOffsetsQuery } from '#app/_queries/utcOffsets.ts';
import type { User } from '#lib/contract/users.ts';
import { offsetAt } from '#lib/time/timeZone.ts';

/** Sources that say of each sample what the device's clock showed. */
const telling = ['google-health'];

/**
 * What the device's own clock showed at an instant (ms UTC), where it was another than the user's
 * zone has: on a journey. @returns `19:04 on the device’s clock (UTC+9)`, or undefined.
 */
export function useDeviceClock(user: User, extent: TimeWindow): (ms: number) => string | undefined {
  const { data } = useQuery({
    ...utcOffsetsQuery(user.id, extent),
    enabled: user.sources.some((source) => telling.includes(source)),
  });
  return useMemo(() => {
    const { t = [], offsetSeconds = [] } = data?.sources[0] ?? {};
    return (ms) => {
      const seconds = offsetSeconds[lowerBound(t, ms + 1) - 1] ?? null;
      if (seconds === null || seconds * 1000 === offsetAt(ms, user.timeZone)) return undefined;
      const clock = formatClock(ms + seconds * 1000, 'UTC');
      return `${clock} on the device’s clock (${formatFixedOffset(seconds * 1000)})`;
    };
  }, [data, user.timeZone]);
}

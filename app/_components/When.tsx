'use client';
import { useEffect, useState } from 'react';
import { formatDateTime, formatOffset, formatRelative } from '#app/_format/time.ts';

interface WhenProps {
  /** ms UTC. */
  at: number;
  timeZone: string;
  /** When the page was made, ms UTC: the first rendering must be the server's. */
  now: number;
}

const tickMs = 15_000;

/** `3 minutes ago`, kept current; the full local time with its offset beside it. */
export function When({ at, timeZone, now }: WhenProps) {
  const [current, setCurrent] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setCurrent(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  const absolute = `${formatDateTime(at, timeZone)} ${formatOffset(at, timeZone)}`;
  return (
    <time dateTime={new Date(at).toISOString()} title={absolute}>
      {formatRelative(at, Math.max(current, now))} ({absolute})
    </time>
  );
}

'use client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { formatClock } from '#app/_format/time.ts';
import { RequestError } from '#app/_queries/fetchJson.ts';
import { healthQuery } from '#app/_queries/health.ts';
import { machineTimeZone } from '#lib/time/timeZone.ts';
import controls from './controls.module.css';
import { FailedNotice } from './Notice.tsx';

interface FailedScreenProps {
  error: unknown;
  retry: () => void;
}

/**
 * A page that could not be made. Production hides a server error's sentence from the browser, so the
 * health route is asked what is the matter, and again until it is over; then the page comes back.
 */
export function FailedScreen({ error, retry }: FailedScreenProps) {
  const [since] = useState(() => Date.now());
  const health = useQuery(healthQuery());
  const wasAway = useRef(false);
  const away = health.error instanceof RequestError ? health.error : undefined;
  useEffect(() => {
    if (away) wasAway.current = true;
    else if (health.isSuccess && wasAway.current) {
      wasAway.current = false;
      retry();
    }
  }, [away, health.isSuccess, retry]);
  const { title, sentence } = explain(away, error);
  return (
    <FailedNotice
      title={title}
      actions={
        <button type="button" className={controls.primary} onClick={retry}>
          Try again
        </button>
      }
    >
      <p>{sentence}</p>
      <p>
        Since {formatClock(since, machineTimeZone(), true)} on this machine’s clock
        {away ? '; asking again every few seconds.' : '.'}
      </p>
    </FailedNotice>
  );
}

function explain(away: RequestError | undefined, error: unknown) {
  if (away?.code === 'UNREACHABLE')
    return { title: 'Heartline is not answering', sentence: away.message };
  if (away) return { title: 'The database is away', sentence: away.message };
  const digest = digestOf(error);
  const where = digest ? ` The server’s log has more under ${digest}.` : '';
  return {
    title: 'This page failed',
    sentence: `Something unexpected happened while it was made; your data is untouched.${where}`,
  };
}

function digestOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return undefined;
  return typeof error.digest === 'string' ? error.digest : undefined;
}

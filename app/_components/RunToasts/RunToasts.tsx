'use client';
import dynamic from 'next/dynamic';
import { useSyncExternalStore } from 'react';
import { onStartedRuns, startedRuns } from '#app/_queries/startedRuns.ts';

const Watching = dynamic(() => import('./WatchedRuns.tsx').then((module) => module.WatchedRuns), {
  ssr: false,
});

const none = () => 0;
let everStarted = false;

/** Tells when a run ends that was started here. Its script comes with the first such run. */
export function RunToasts() {
  const count = useSyncExternalStore(onStartedRuns, () => startedRuns().length, none);
  // A toast outlives the watching: once there, it stays.
  everStarted ||= count > 0;
  return everStarted ? <Watching /> : null;
}

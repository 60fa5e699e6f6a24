'use client';
import controls from '#app/_components/controls.module.css';
import { FailedNotice } from '#app/_components/Notice.tsx';

/** Asks no route for the reason: a participant is let through to none of them. */
export default function ConnectError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <FailedNotice
      title="This page failed"
      actions={
        <button type="button" className={controls.primary} onClick={retry}>
          Try again
        </button>
      }
    >
      <p>Nothing was connected by it. If it fails again, tell whoever sent you the link.</p>
    </FailedNotice>
  );
}

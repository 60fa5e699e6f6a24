'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Asks the server for this page again every so often, while somebody looks at it. */
export function Refresher({ everyMs }: { everyMs: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, router]);
  return null;
}

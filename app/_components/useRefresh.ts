import { useRouter } from 'next/navigation';
import { useCallback } from 'react';

/** Within it several wishes are one, ms. */
const together = 300;

let waiting: ReturnType<typeof setTimeout> | undefined;

/**
 * Asks for what the server renders anew. Several parts of a screen learn of the same end of a run:
 * refreshed by each, the page was fetched on top of itself and could end in being loaded as a whole.
 */
export function useRefresh(): () => void {
  const router = useRouter();
  return useCallback(() => {
    clearTimeout(waiting);
    waiting = setTimeout(() => router.refresh(), together);
  }, [router]);
}

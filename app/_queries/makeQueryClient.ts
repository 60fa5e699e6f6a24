import { QueryClient } from '@tanstack/react-query';
import { worthRetrying } from './fetchJson.ts';

/** One per request on the server, one for the whole visit in the browser. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 5_000, retry: worthRetrying, refetchOnWindowFocus: true },
    },
  });
}

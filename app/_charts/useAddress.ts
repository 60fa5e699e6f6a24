'use client';
import { useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

export type AddressChanges = Record<string, string | undefined>;

/**
 * The query of the address as the one place where a view is kept: back and forward walk it, a link
 * opens it. Changing it asks no page of the server.
 */
export function useAddress() {
  const query = useSearchParams();
  /** @param changes undefined takes a parameter out. @param how `replace` leaves no entry of the history. */
  const go = useCallback((changes: AddressChanges, how: 'push' | 'replace' = 'push') => {
    const url = new URL(globalThis.location.href);
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    globalThis.history[how === 'push' ? 'pushState' : 'replaceState'](null, '', url);
  }, []);
  return { query, go };
}

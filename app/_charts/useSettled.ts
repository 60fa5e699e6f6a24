'use client';
import { useEffect, useState } from 'react';

const settledMs = 250;

/** The value, once it has stayed the same for a moment: a gesture asks once, when it is over. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settledMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

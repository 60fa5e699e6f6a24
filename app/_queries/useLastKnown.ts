'use client';
import { useState } from 'react';

/** The newest answer there was: a question that failed does not take the last picture away. */
export function useLastKnown<T>(data: T | undefined): T | undefined {
  const [last, setLast] = useState(data);
  if (data !== undefined && data !== last) setLast(data);
  return data ?? last;
}

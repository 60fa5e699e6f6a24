'use client';
import { useState } from 'react';
import { type Outcome, useAnnotating } from '#app/_annotations/useAnnotating.ts';
import type { Annotation } from '#lib/contract/annotations.ts';
import type { User } from '#lib/contract/users.ts';

/** Opens an annotation of any of the users, on its own user's clock. */
export function useCompareEditing(users: readonly User[]) {
  const annotating = useAnnotating();
  const [outcome, setOutcome] = useState<Outcome>();
  const userId = annotating.edited?.userId;
  const timeZone = users.find(({ id }) => id === userId)?.timeZone ?? 'UTC';
  const open = (annotation: Annotation | undefined) => {
    if (annotation) annotating.edit(annotation);
  };
  return { annotating, outcome, setOutcome, timeZone, open };
}

'use client';

import { useEffect, useSyncExternalStore } from 'react';
import css from './docs.module.css';
import { OperationView } from './OperationView.tsx';
import type { Operation } from './operations.ts';
import { useExamples } from './useExamples.ts';

const never = () => () => {};

/** Every route, by subject, each to be tried with what this installation holds. */
export function Explorer({ operations }: { operations: Operation[] }) {
  const examples = useExamples();
  const origin = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => '',
  );
  useEffect(() => {
    openTarget();
    window.addEventListener('hashchange', openTarget);
    return () => window.removeEventListener('hashchange', openTarget);
  }, []);
  return [...Map.groupBy(operations, ({ tag }) => tag)].map(([tag, its]) => (
    <section key={tag} className={css.group} aria-labelledby={anchor(tag)}>
      <h2 id={anchor(tag)}>{tag}</h2>
      {its.map((operation) => (
        <OperationView
          key={operation.id}
          operation={operation}
          examples={examples}
          origin={origin}
        />
      ))}
    </section>
  ));
}

function anchor(tag: string): string {
  return tag.toLowerCase().replaceAll(' ', '-');
}

/** A link to `/docs#getRuns` arrives at an open route. */
function openTarget() {
  const target = document.getElementById(window.location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) target.open = true;
}

'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { Choice } from '#app/_components/Choice.tsx';
import controls from '#app/_components/controls.module.css';
import styles from './OverviewControls.module.css';
import {
  type OverviewParameters,
  overviewAddress,
  sortKeys,
  sortLabels,
} from './overviewAddress.ts';

const pauseMs = 250;

/** Filter and order; both live in the address, and work as a plain form without scripts. */
export function OverviewControls({ parameters }: { parameters: OverviewParameters }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [typed, setTyped] = useState(parameters.q);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const show = (change: Partial<OverviewParameters>) =>
    startTransition(() => router.replace(overviewAddress(parameters, { ...change, page: 1 })));
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <search className={styles.controls} aria-busy={pending}>
      <form action="/" className={styles.form}>
        <label className={controls.label}>
          Find
          <input
            type="search"
            name="q"
            placeholder="Name, identifier or source"
            className={controls.field}
            value={typed}
            onChange={(event) => {
              const q = event.target.value;
              setTyped(q);
              clearTimeout(timer.current);
              timer.current = setTimeout(() => show({ q }), pauseMs);
            }}
          />
        </label>
        <Choice
          name="sort"
          label="Sort by"
          value={parameters.sort}
          options={sortKeys.map((key) => [key, sortLabels[key]])}
          onChange={(event) => {
            const sort = sortKeys.find((key) => key === event.target.value);
            if (sort) show({ sort });
          }}
        />
        <noscript>
          <button type="submit" className={controls.button}>
            Show
          </button>
        </noscript>
      </form>
    </search>
  );
}

'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useTransition } from 'react';
import { Choice } from '#app/_components/Choice.tsx';
import controls from '#app/_components/controls.module.css';
import { SearchField } from '#app/_components/SearchField.tsx';
import { stateWords } from '#app/_format/coverage.ts';
import { coverageSorts } from '#lib/contract/limits.ts';
import { coverageStates } from '#lib/coverage/states.ts';
import {
  type CoverageView,
  coverageAddress,
  parseCoverageView,
  sortLabels,
  spans,
} from './coverageAddress.ts';
import styles from './page.module.css';

/** Lives in the address, and works as a plain form without scripts. */
export function CoverageFilters({ view, today }: { view: CoverageView; today: string }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const show = (form: HTMLFormElement) => {
    const entries = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
    const next = parseCoverageView(Object.fromEntries(entries), today);
    startTransition(() => router.push(coverageAddress(next, today)));
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    show(event.currentTarget);
  };
  const changed = (event: { currentTarget: { form: HTMLFormElement | null } }) => {
    if (event.currentTarget.form) show(event.currentTarget.form);
  };
  return (
    <search aria-busy={pending}>
      <form action="/coverage" className={styles.filters} onSubmit={submit}>
        <SearchField
          label="Find"
          name="q"
          placeholder="Name or identifier"
          value={view.q}
          maxLength={100}
        />
        <Choice
          name="state"
          label="With a day"
          value={view.state ?? ''}
          options={[
            ['', 'in any state'],
            ...coverageStates.map((state) => [state, stateWords[state].label] as const),
          ]}
          onChange={changed}
        />
        <Choice
          name="sort"
          label="Sort by"
          value={view.sort}
          options={coverageSorts.map((sort) => [sort, sortLabels[sort]])}
          onChange={changed}
        />
        <Choice
          name="span"
          label="Days"
          value={view.span}
          options={spans.map((span) => [span, span])}
          onChange={changed}
        />
        <input type="hidden" name="end" value={view.end} />
        <button type="submit" className={controls.button}>
          Show
        </button>
      </form>
    </search>
  );
}

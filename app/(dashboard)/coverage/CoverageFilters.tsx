'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useTransition } from 'react';
import controls from '#app/_components/controls.module.css';
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
      <form
        action="/coverage"
        className={styles.filters}
        key={JSON.stringify(view)}
        onSubmit={submit}
      >
        <label className={controls.label}>
          Find
          <input
            type="search"
            name="q"
            placeholder="Name or identifier"
            className={controls.field}
            defaultValue={view.q}
            maxLength={100}
          />
        </label>
        <label className={controls.label}>
          With a day
          <select
            name="state"
            className={controls.field}
            defaultValue={view.state ?? ''}
            onChange={changed}
          >
            <option value="">in any state</option>
            {coverageStates.map((state) => (
              <option key={state} value={state}>
                {stateWords[state].label}
              </option>
            ))}
          </select>
        </label>
        <label className={controls.label}>
          Sort by
          <select
            name="sort"
            className={controls.field}
            defaultValue={view.sort}
            onChange={changed}
          >
            {coverageSorts.map((sort) => (
              <option key={sort} value={sort}>
                {sortLabels[sort]}
              </option>
            ))}
          </select>
        </label>
        <label className={controls.label}>
          Days
          <select
            name="span"
            className={controls.field}
            defaultValue={view.span}
            onChange={changed}
          >
            {spans.map((span) => (
              <option key={span} value={span}>
                {span}
              </option>
            ))}
          </select>
        </label>
        <input type="hidden" name="end" value={view.end} />
        <button type="submit" className={controls.button}>
          Show
        </button>
      </form>
    </search>
  );
}

'use client';
import type { FormEvent } from 'react';
import { Choice } from '#app/_components/Choice.tsx';
import controls from '#app/_components/controls.module.css';
import { SearchField } from '#app/_components/SearchField.tsx';
import screen from '#app/_components/screen.module.css';
import { triggerWords } from '#app/_format/run.ts';
import type { RunFilter } from '#app/_queries/runs.ts';
import { runSorts, runStatuses, runTriggers } from '#lib/contract/limits.ts';
import styles from './RunsView.module.css';

const sortWords: Record<RunFilter['sort'], string> = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  longest: 'Longest first',
  'most-new': 'Most new rows',
  'most-rejected': 'Most rejected',
};

interface RunFiltersProps {
  filter: RunFilter;
  sources: readonly string[];
  pending: boolean;
  onChange: (change: Partial<Record<keyof RunFilter, unknown>>) => void;
}

/** Works as a plain form too; a choice is shown at once, what is typed when it is sent. */
export function RunFilters({ filter, sources, pending, onChange }: RunFiltersProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onChange({ user: new FormData(event.currentTarget).get('user') });
  };
  const choice = (
    name: 'status' | 'source' | 'trigger' | 'sort',
    label: string,
    options: readonly (readonly [value: string, words: string])[],
  ) => (
    <Choice
      name={name}
      label={label}
      value={filter[name] ?? ''}
      options={name === 'sort' ? options : [['', 'All'], ...options]}
      onChange={(event) => onChange({ [name]: event.target.value })}
    />
  );
  return (
    <form
      action="/runs"
      className={`${screen.filters} ${styles.filters}`}
      aria-busy={pending}
      onSubmit={submit}
    >
      <SearchField
        label="User"
        name="user"
        placeholder="All users"
        value={filter.user ?? ''}
        pattern="[A-Za-z0-9][A-Za-z0-9._\-]{0,63}"
        title="A user’s identifier"
      />
      {choice(
        'status',
        'Status',
        runStatuses.map((status) => [status, status]),
      )}
      {choice(
        'source',
        'Source',
        sources.map((source) => [source, source]),
      )}
      {choice(
        'trigger',
        'Began by',
        runTriggers.map((trigger) => [trigger, triggerWords(trigger)]),
      )}
      {choice(
        'sort',
        'Order',
        runSorts.map((sort) => [sort, sortWords[sort]]),
      )}
      <button type="submit" className={controls.button}>
        Show
      </button>
    </form>
  );
}

'use client';
import { type ComponentProps, useState } from 'react';
import controls from './controls.module.css';

interface SearchFieldProps
  extends Omit<ComponentProps<'input'>, 'type' | 'className' | 'value' | 'onChange'> {
  label: string;
  /** What is looked for now; it takes the place of what was typed when it becomes another. */
  value: string;
}

/** What somebody types is theirs until it is sent; who went back finds what the address says. */
export function SearchField({ label, value, ...input }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  if (value !== known) {
    setKnown(value);
    setTyped(value);
  }
  return (
    <label className={controls.label}>
      {label}
      <input
        type="search"
        className={controls.field}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        {...input}
      />
    </label>
  );
}

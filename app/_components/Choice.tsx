import type { ComponentProps } from 'react';
import controls from './controls.module.css';

interface ChoiceProps extends Omit<ComponentProps<'select'>, 'children' | 'className'> {
  label: string;
  options: readonly (readonly [value: string | number, words: string | number])[];
}

/** One of several, with its name above. */
export function Choice({ label, options, ...select }: ChoiceProps) {
  return (
    <label className={controls.label}>
      {label}
      <select className={controls.field} {...select}>
        {options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

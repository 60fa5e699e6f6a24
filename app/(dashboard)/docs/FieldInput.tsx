import { useId } from 'react';
import type { Field } from './operations.ts';
import trial from './trial.module.css';

interface Props {
  field: Field;
  value: string;
  onChange: (value: string) => void;
}

/** One parameter: its name, what it means, and where to write or choose it. */
export function FieldInput({ field, value, onChange }: Props) {
  const id = useId();
  const about = useId();
  const control = {
    id,
    value,
    'aria-describedby': about,
    required: field.required,
    className: trial.control,
  };
  return (
    <div className={trial.field}>
      <label htmlFor={id} className={trial.name}>
        <code>{field.name}</code>
        {field.required && (
          <span aria-hidden="true" className={trial.required}>
            required
          </span>
        )}
      </label>
      {field.options.length > 0 ? (
        <select {...control} onChange={(event) => onChange(event.target.value)}>
          {!field.required && <option value="">{unset(field)}</option>}
          {field.options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      ) : (
        <input
          {...control}
          type="text"
          autoComplete="off"
          spellCheck={false}
          placeholder={field.required ? '' : unset(field)}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      <p id={about} className={trial.hint}>
        {field.description}
        <span className={trial.type}>{field.type}</span>
      </p>
    </div>
  );
}

function unset(field: Field): string {
  return field.defaultValue === undefined ? 'not set' : `not set: ${field.defaultValue}`;
}

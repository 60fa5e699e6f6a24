'use client';

import { type SyntheticEvent, useId, useState } from 'react';
import { AnswerView } from './AnswerView.tsx';
import css from './docs.module.css';
import { FieldInput } from './FieldInput.tsx';
import type { Operation } from './operations.ts';
import { addressOf, curlLine, type Examples, prefill, type Values } from './request.ts';
import trial from './trial.module.css';
import { useRequest } from './useRequest.ts';

interface Props {
  operation: Operation;
  examples: Examples | undefined;
  /** `http://localhost:3000`; empty until the page runs in the browser. */
  origin: string;
}

/** One route: what it is for, a form to try it, and the shape of its answers. */
export function OperationView({ operation, examples, origin }: Props) {
  const { id, method, path, summary, description, fields } = operation;
  const [typed, setTyped] = useState<Values>({});
  const [body, setBody] = useState(operation.body?.example);
  const { state, send } = useRequest();
  const values: Values = Object.fromEntries(
    fields.map((field) => [field.name, typed[field.name] ?? prefill(path, field, examples)]),
  );
  const address = addressOf(operation, values);

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    void send(method, address, body);
  }

  return (
    <details id={id} className={css.operation}>
      <summary className={css.head}>
        <span className={css.method} data-method={method}>
          {method}
        </span>
        <code className={css.path}>{path}</code>
        <span className={css.summary}>{summary}</span>
      </summary>
      <div className={css.inside}>
        <p className={css.description}>{description}</p>
        {/* The browser's own checks stay out of it: what the server says to an empty field is worth seeing. */}
        <form
          noValidate
          onSubmit={submit}
          className={trial.form}
          aria-label={`Try ${method} ${path}`}
        >
          {fields.length > 0 && (
            <div className={trial.fields}>
              {fields.map((field) => (
                <FieldInput
                  key={field.name}
                  field={field}
                  value={values[field.name] ?? ''}
                  onChange={(value) => setTyped({ ...typed, [field.name]: value })}
                />
              ))}
            </div>
          )}
          {operation.body && (
            <BodyInput value={body ?? ''} onChange={setBody} {...operation.body} />
          )}
          <div className={trial.send}>
            <button type="submit" disabled={state.step === 'sending'}>
              Send
            </button>
            <code className={trial.curl}>{curlLine(method, origin + address, body)}</code>
          </div>
        </form>
        <AnswerView state={state} />
        <Shapes operation={operation} />
      </div>
    </details>
  );
}

interface BodyProps {
  value: string;
  schema: string;
  onChange: (value: string) => void;
}

function BodyInput({ value, schema, onChange }: BodyProps) {
  const id = useId();
  return (
    <div className={trial.field}>
      <label htmlFor={id} className={trial.name}>
        Body, JSON
      </label>
      <textarea
        id={id}
        className={trial.control}
        rows={4}
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <pre className={`${css.code} ${css.shape}`}>{schema}</pre>
    </div>
  );
}

function Shapes({ operation }: { operation: Operation }) {
  const [answer, ...refusals] = operation.answers;
  return (
    <div className={css.shapes}>
      {answer && (
        <details>
          <summary>
            Shape of the answer <code>{answer.status}</code>
          </summary>
          <pre className={`${css.code} ${css.shape}`}>{answer.schema}</pre>
        </details>
      )}
      <details>
        <summary>Refusals</summary>
        <dl className={css.refusals}>
          {refusals.map(({ status, description }) => (
            <div key={status}>
              <dt>{status}</dt>
              <dd>{description}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}

/** From the filled-in form to the request that is sent, and to the same request as a curl line. */
import type { Field, Operation } from './operations.ts';

export type Values = Record<string, string>;

/** What this installation has to try the routes with. */
export interface Examples {
  users: string[];
  /** One whose account can be connected, where there is one. */
  connectable: string | undefined;
  /** Number of the latest run, as text. */
  run: string;
  /** Number of the first user's latest annotation, as text. */
  annotation: string;
  /** ISO 8601: the last day that has samples. */
  start: string;
  end: string;
  /** The last week that has samples, local days of the first user. */
  startDate: string;
  endDate: string;
}

/** What a field holds before anybody types: what is required, taken from what there is. */
export function prefill(path: string, field: Field, examples: Examples | undefined): string {
  if (!field.required) return '';
  return (examples && fromExamples(path, field, examples)) || field.example;
}

function fromExamples(path: string, field: Field, examples: Examples): string {
  if (field.name === 'users') return examples.users.slice(0, 2).join(',');
  if (field.name === 'id') {
    if (/\/(connect|connect-link|disconnect)$/.test(path) && examples.connectable) {
      return examples.connectable;
    }
    return path.startsWith('/api/users/') ? (examples.users[0] ?? '') : examples.run;
  }
  if (field.name === 'annotation') return examples.annotation;
  if (field.name !== 'start' && field.name !== 'end') return '';
  if (field.format === 'instant') return examples[field.name];
  return field.name === 'start' ? examples.startDate : examples.endDate;
}

/** Path and query; empty fields are left out. */
export function addressOf(operation: Operation, values: Values): string {
  const query = new URLSearchParams();
  let path = operation.path;
  for (const { name, in: place } of operation.fields) {
    const value = values[name] ?? '';
    if (place === 'path') path = path.replace(`{${name}}`, encodeURIComponent(value));
    else if (value !== '') query.set(name, value);
  }
  // Both are plain characters in a query, and times and lists stay readable.
  const text = query.toString().replaceAll('%3A', ':').replaceAll('%2C', ',');
  return text === '' ? path : `${path}?${text}`;
}

/** One line for a POSIX shell. */
export function curlLine(method: string, url: string, body: string | undefined): string {
  const sent = body === undefined ? '' : ` -H 'content-type: application/json' -d ${quote(body)}`;
  return `curl${method === 'GET' ? '' : ` -X ${method}`}${sent} ${quote(url)}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

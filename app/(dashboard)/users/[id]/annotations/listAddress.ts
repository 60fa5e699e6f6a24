/** How the list of annotations is looked at, as its address says. */
import type { Annotation } from '#lib/contract/annotations.ts';
import { type AnnotationKind, annotationKinds } from '#lib/contract/limits.ts';

const sortKeys = ['when', 'length', 'kind', 'text'] as const;
export type SortKey = (typeof sortKeys)[number];

export interface ListOptions {
  sort: SortKey;
  descending: boolean;
  kind: AnnotationKind | undefined;
}

/** `sort=-when`, a minus for descending; what makes no sense is as usual: the newest first. */
export function parseList(parameters: { sort?: unknown; kind?: unknown }): ListOptions {
  const { sort } = parameters;
  const written = typeof sort === 'string' ? sort : '';
  const key = sortKeys.find((known) => known === written.replace(/^-/, ''));
  const kind = annotationKinds.find((known) => known === parameters.kind);
  if (!key) return { sort: 'when', descending: true, kind };
  return { sort: key, descending: written.startsWith('-'), kind };
}

export function writeList({ sort, descending, kind }: ListOptions, query: URLSearchParams): void {
  const written = `${descending ? '-' : ''}${sort}`;
  if (written === '-when') query.delete('sort');
  else query.set('sort', written);
  if (kind) query.set('kind', kind);
  else query.delete('kind');
}

const order: Record<SortKey, (a: Annotation, b: Annotation) => number> = {
  when: (a, b) => a.start - b.start,
  length: (a, b) => a.end - a.start - (b.end - b.start),
  kind: (a, b) => annotationKinds.indexOf(a.kind) - annotationKinds.indexOf(b.kind),
  text: (a, b) => a.text.localeCompare(b.text, 'en'),
};

/** Filtered and sorted; equals come newest first. */
export function listed(annotations: readonly Annotation[], options: ListOptions): Annotation[] {
  const { sort, descending, kind } = options;
  const sign = descending ? -1 : 1;
  return annotations
    .filter((annotation) => kind === undefined || annotation.kind === kind)
    .toSorted((a, b) => sign * order[sort](a, b) || b.start - a.start || b.id - a.id);
}

/** Another column sorts it ascending, the same one turns around. */
export function sortedBy(options: ListOptions, sort: SortKey): ListOptions {
  return { ...options, sort, descending: options.sort === sort ? !options.descending : false };
}

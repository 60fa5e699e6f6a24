import Link from 'next/link';
import type { User } from '#lib/contract/users.ts';

/** Says that the line is that of one source, and what is of all; nothing where it is the merged series. */
export function SourceAlone({ user, source }: { user: User; source: string | undefined }) {
  if (source === undefined) return null;
  return (
    <p role="status" data-alone={source}>
      The line shows the source <strong>{source}</strong> alone, also what the merged series does
      not show of it. Strip, figures and table below are of all sources.{' '}
      <Link href={`/users/${user.id}`}>Show all sources</Link>
    </p>
  );
}

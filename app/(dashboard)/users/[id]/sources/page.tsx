import type { Metadata } from 'next';
import { getSources } from '#db/queries/getSources.ts';
import { sources } from '#lib/etl/registry.ts';
import { userOrNotFound } from '../userOrNotFound.ts';
import { SourcesPanel } from './SourcesPanel.tsx';

export const metadata: Metadata = { title: 'Sources' };

export default async function SourcesPage(props: PageProps<'/users/[id]/sources'>) {
  const user = await userOrNotFound((await props.params).id);
  const initial = await getSources(user.id, sources);
  return <SourcesPanel user={user} initial={initial} now={Date.now()} />;
}

import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { makeQueryClient } from '#app/_queries/makeQueryClient.ts';
import { parseRunFilter, runsPageSize, runsQuery } from '#app/_queries/runs.ts';
import { getRuns } from '#db/queries/getRuns.ts';
import { RunsView } from './RunsView.tsx';

export const metadata: Metadata = { title: 'Runs' };

export default async function RunsPage(props: PageProps<'/runs'>) {
  const filter = parseRunFilter(await props.searchParams);
  const firstPage = await getRuns({ ...filter, limit: runsPageSize });
  const client = makeQueryClient();
  client.setQueryData(runsQuery(filter).queryKey, { pages: [firstPage], pageParams: [0] });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RunsView filter={filter} now={Date.now()} />
    </HydrationBoundary>
  );
}

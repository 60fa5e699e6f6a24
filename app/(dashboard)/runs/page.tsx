import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { makeQueryClient } from '#app/_queries/makeQueryClient.ts';
import { parseRunFilter, runsQuery, runsQuestion } from '#app/_queries/runs.ts';
import { getRuns } from '#db/queries/getRuns.ts';
import { sources } from '#lib/etl/registry.ts';
import { RunsView } from './RunsView.tsx';

export const metadata: Metadata = { title: 'Runs' };

export default async function RunsPage(props: PageProps<'/runs'>) {
  const filter = parseRunFilter(await props.searchParams);
  const client = makeQueryClient();
  client.setQueryData(runsQuery(filter).queryKey, await getRuns(runsQuestion(filter)));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RunsView filter={filter} sources={Object.keys(sources)} now={Date.now()} />
    </HydrationBoundary>
  );
}

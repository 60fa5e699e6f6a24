import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { makeQueryClient } from '#app/_queries/makeQueryClient.ts';
import { rejectedPageSize, rejectedRecordsQuery } from '#app/_queries/rejectedRecords.ts';
import { runQuery } from '#app/_queries/run.ts';
import { getRejectedRecords } from '#db/queries/getRejectedRecords.ts';
import { getRun } from '#db/queries/getRun.ts';
import { getUser } from '#db/queries/getUsers.ts';
import { type Run, runIdParam } from '#lib/contract/ingestions.ts';
import { HeartlineError } from '#lib/errors.ts';
import { sources } from '#lib/etl/registry.ts';
import { RunView } from './RunView.tsx';

export async function generateMetadata(props: PageProps<'/runs/[id]'>): Promise<Metadata> {
  return { title: `Run ${(await props.params).id}` };
}

export default async function RunPage(props: PageProps<'/runs/[id]'>) {
  const run = await runOrNotFound((await props.params).id);
  const [user, rejected] = await Promise.all([
    getUser(run.userId),
    getRejectedRecords({ runId: run.id, after: 0, limit: rejectedPageSize }),
  ]);
  const client = makeQueryClient();
  client.setQueryData(runQuery(run.id).queryKey, { run });
  client.setQueryData(rejectedRecordsQuery(run.id).queryKey, {
    pages: [rejected],
    pageParams: [0],
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RunView
        id={run.id}
        timeZone={user.timeZone}
        canBeAsked={user.sources.includes(run.source) && sources[run.source]?.scheduled === true}
      />
    </HydrationBoundary>
  );
}

async function runOrNotFound(text: string): Promise<Run> {
  const id = runIdParam.safeParse(text);
  if (!id.success) notFound();
  try {
    return await getRun(id.data);
  } catch (error) {
    if (error instanceof HeartlineError && error.code === 'RUN_NOT_FOUND') notFound();
    throw error;
  }
}

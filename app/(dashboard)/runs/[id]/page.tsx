import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { makeQueryClient } from '#app/_queries/makeQueryClient.ts';
import { rejectedPageSize, rejectedRecordsQuery } from '#app/_queries/rejectedRecords.ts';
import { runQuery } from '#app/_queries/run.ts';
import { logsPageSize, runLogsKey } from '#app/_queries/runLogs.ts';
import { getRejectedRecords } from '#db/queries/getRejectedRecords.ts';
import { getRun } from '#db/queries/getRun.ts';
import { getRunLogs } from '#db/queries/getRunLogs.ts';
import { getUser } from '#db/queries/getUsers.ts';
import { type Run, runIdParam } from '#lib/contract/ingestions.ts';
import { HeartlineError } from '#lib/errors.ts';
import { RunView } from './RunView.tsx';

export async function generateMetadata(props: PageProps<'/runs/[id]'>): Promise<Metadata> {
  return { title: `Run ${(await props.params).id}` };
}

export default async function RunPage(props: PageProps<'/runs/[id]'>) {
  const run = await runOrNotFound((await props.params).id);
  const [user, logs, rejected] = await Promise.all([
    getUser(run.userId),
    getRunLogs({ runId: run.id, after: 0, limit: logsPageSize }),
    getRejectedRecords({ runId: run.id, after: 0, limit: rejectedPageSize }),
  ]);
  const client = makeQueryClient();
  client.setQueryData(runQuery(run.id).queryKey, { run });
  // A full page is not all there is: the browser then reads on from here at once.
  client.setQueryData(runLogsKey(run.id), {
    ...logs,
    running: logs.running || logs.lines.length === logsPageSize,
  });
  client.setQueryData(rejectedRecordsQuery(run.id).queryKey, {
    pages: [rejected],
    pageParams: [0],
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RunView id={run.id} timeZone={user.timeZone} />
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

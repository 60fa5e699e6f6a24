/** Who works: every worker says so while it lives, and the living take up what the dead left. */
import { hostname } from 'node:os';
import type { Database, Sql } from '#db/client.ts';
import type { Log } from '#lib/log.ts';

/** How often a worker says that it lives, and after what silence it counts as dead; seconds. */
export const heartbeat = { every: 10, deadAfter: 60 } as const;

export async function announce(
  database: Database,
  id: string,
  kind: 'worker' | 'command',
  crontab: string | null = null,
): Promise<void> {
  await database.sql`
    insert into workers (id, kind, host, pid, crontab)
    values (${id}, ${kind}, ${hostname()}, ${process.pid}, ${crontab})`;
}

/** Also takes back that the worker stopped: others may have taken its silence for that. */
export async function stillHere(database: Database, id: string): Promise<void> {
  await database.sql`update workers set last_seen_at = now(), stopped_at = null where id = ${id}`;
}

export async function leave(database: Database, id: string): Promise<void> {
  await database.sql`update workers set stopped_at = now(), last_seen_at = now() where id = ${id}`;
}

/**
 * Finds workers that died, marks their runs as interrupted and gives their jobs back to the queue.
 * Dead is who is silent for {@link heartbeat} `deadAfter` seconds, or ran on this host in a process
 * that is gone; the second makes a restart after kill -9 take up the work at once.
 * @param self the caller's own id.
 */
export async function recoverFromTheDead(
  database: Database,
  self: string,
  log: Log,
): Promise<number> {
  const { sql } = database;
  const others = await sql<{ id: string; host: string; pid: number; silent: boolean }[]>`
    select id, host, pid, last_seen_at < now() - make_interval(secs => ${heartbeat.deadAfter}) as silent
    from workers where stopped_at is null and id <> ${self}`;
  const dead = others.filter(
    (other) => other.silent || (other.host === hostname() && !isAlive(other.pid)),
  );
  const ids = [...dead.map((worker) => worker.id), ...(await unknownHolders(sql))];
  const runs = await sql.begin(async (transaction) => {
    // Also those that were never begun, and whose worker left without saying how they ended.
    const interrupted = await transaction<{ id: string }[]>`
      update ingestion_runs set finished_at = clock_timestamp(),
        status = case when cancel_requested_at is null then 'interrupted' else 'cancelled' end,
        error = case when cancel_requested_at is null
          then 'The worker that ran it stopped without finishing it; the work is taken up by a new run.'
          else 'The run was cancelled on request, and the worker that ran it is gone; the days already stored are kept.' end
      where status = 'running' and (worker_id = any(${ids})
        or worker_id in (select id from workers where stopped_at is not null)
        or (worker_id is null and queued_at < now() - make_interval(secs => ${heartbeat.deadAfter})))
      returning id`;
    await transaction`select graphile_worker.force_unlock_workers(${ids})`;
    await transaction`update workers set stopped_at = now() where id = any(${ids})`;
    return interrupted;
  });
  if (ids.length + runs.length === 0) return 0;
  log.warn(
    { workers: ids, runs: runs.map((run) => Number(run.id)) },
    `${ids.length} dead workers found, ${runs.length} runs interrupted`,
  );
  return runs.length;
}

/** Who holds jobs without ever having announced itself: killed in its first moments. */
async function unknownHolders(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select distinct locked_by as id from graphile_worker._private_jobs as jobs
    where locked_at < now() - make_interval(secs => ${heartbeat.deadAfter})
      and not exists (select from workers where workers.id = jobs.locked_by and stopped_at is null)`;
  return rows.map((row) => row.id);
}

function isAlive(pid: number): boolean {
  // The same pid as mine under another id was the process before me: containers reuse 1.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The machines on which workers run that were heard of lately, one a worker. */
export async function hostsOfWorkers(database: Database): Promise<string[]> {
  const rows = await database.sql<{ host: string }[]>`
    select host from workers where kind = 'worker' and stopped_at is null
      and last_seen_at > now() - make_interval(secs => ${heartbeat.deadAfter})`;
  return rows.map(({ host }) => host);
}

/** How many workers were heard of lately. */
export async function livingWorkers(database: Database): Promise<number> {
  return (await hostsOfWorkers(database)).length;
}

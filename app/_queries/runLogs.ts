/** A run's log lines: each question asks only for what came after the last one known. */
import { queryOptions } from '@tanstack/react-query';
import type { LogsAnswer } from '#lib/contract/ingestions.ts';
import { answerWith, fetchJson } from './fetchJson.ts';

const isLogs = answerWith<LogsAnswer>('lines', 'running');
export const logsPageSize = 500;
const followMs = 1_000;

export const runLogsKey = (runId: number) => ['run-logs', runId] as const;

export function runLogsQuery(runId: number) {
  return queryOptions({
    queryKey: runLogsKey(runId),
    queryFn: async ({ signal, client }) => {
      const known = client.getQueryData<LogsAnswer>(runLogsKey(runId));
      return linesAfter(runId, known?.lines ?? [], signal);
    },
    refetchInterval: ({ state }) => (state.data && !state.data.running ? false : followMs),
  });
}

/** Reads on until a page is not full: a long log comes whole, however far it has got. */
async function linesAfter(
  runId: number,
  known: LogsAnswer['lines'],
  signal: AbortSignal,
): Promise<LogsAnswer> {
  const lines = [...known];
  for (;;) {
    const after = lines.at(-1)?.id ?? 0;
    const url = `/api/ingestions/${runId}/logs?after=${after}&limit=${logsPageSize}`;
    const page = await fetchJson(url, isLogs, { signal });
    lines.push(...page.lines);
    if (page.lines.length < logsPageSize) return { lines, running: page.running };
  }
}

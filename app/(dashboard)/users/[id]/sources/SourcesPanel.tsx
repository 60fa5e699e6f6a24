'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { EmptyNotice } from '#app/_components/Notice.tsx';
import { setSourceOrder, sourcesKey, sourcesQuery } from '#app/_queries/sources.ts';
import { ChangeList } from './ChangeList.tsx';
import type { SourcesPanelProps } from './props.ts';
import { SourceItem } from './SourceItem.tsx';
import styles from './SourcesPanel.module.css';

/** Where the data comes from, in the order in which it is shown, and what can be done about it. */
export function SourcesPanel({ user, initial, now }: SourcesPanelProps) {
  const { data } = useQuery({ ...sourcesQuery(user.id), initialData: initial });
  const client = useQueryClient();
  const order = useMutation({
    mutationFn: (keys: string[]) => setSourceOrder(user.id, keys),
    onSuccess: (answer) => client.setQueryData(sourcesKey(user.id), answer),
  });
  const keys = data.sources.filter(({ withdrawing }) => !withdrawing).map(({ source }) => source);
  const move = (source: string, by: -1 | 1) => order.mutate(moved(keys, source, by));
  if (data.sources.length === 0) {
    return (
      <EmptyNotice title="No source">
        <p>
          Nothing is stored of {user.name}, and nothing will be fetched. Bring in a file to begin.
        </p>
      </EmptyNotice>
    );
  }
  return (
    <section className={styles.panel} aria-label="Sources">
      <p className={styles.soft}>
        In each minute the first source with a sample gives all samples of it. What the others have
        of that minute is kept beside it and not shown.
      </p>
      <ol className={styles.list}>
        {data.sources.map((item) => (
          <SourceItem
            key={item.source}
            {...{ user, item, now }}
            place={keys.indexOf(item.source)}
            places={keys.length}
            busy={order.isPending}
            onMove={(by) => move(item.source, by)}
          />
        ))}
      </ol>
      {order.error ? (
        <p role="alert" className={styles.failed}>
          The order stays. {order.error.message}
        </p>
      ) : null}
      <ChangeList changes={data.changes} />
    </section>
  );
}

function moved(keys: readonly string[], source: string, by: -1 | 1): string[] {
  const from = keys.indexOf(source);
  const rest = keys.filter((key) => key !== source);
  return [...rest.slice(0, from + by), source, ...rest.slice(from + by)];
}

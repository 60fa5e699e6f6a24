'use client';
import { useQuery } from '@tanstack/react-query';
import { usePathname, useRouter } from 'next/navigation';
import { useMemo, useSyncExternalStore } from 'react';
import { askForRun } from '#app/_queries/requestIngestion.ts';
import { usersQuery } from '#app/_queries/users.ts';
import { chooseTheme } from '#app/_theme/choice.ts';
import { themeLabels, themes } from '#app/_theme/theme.ts';
import { type Command, type CommandGroup, onScreenCommands, screenCommands } from './commands.ts';
import { screens } from './shortcuts.ts';

const noCommands: ReturnType<typeof screenCommands> = [];

/** What the words find, by group; users are found by the server, as there may be many. */
export function usePaletteItems(typed: string, onShortcuts: () => void) {
  // Not deferred: Enter takes the first of the list, which must be of what is typed by then.
  const words = typed.trim();
  const router = useRouter();
  const path = usePathname();
  const onScreen = useSyncExternalStore(onScreenCommands, screenCommands, () => noCommands);
  const found = useQuery(usersQuery(words));
  const users = found.data?.users;
  const areOfBefore = found.isPlaceholderData;
  const groups = useMemo(() => {
    const go = (href: string) => () => router.push(href);
    const people = (users ?? []).map(
      ({ id, name, sources }): Command => ({
        id: `user-${id}`,
        label: name,
        hint: name === id ? sources.join(', ') : id,
        run: go(`/users/${encodeURIComponent(id)}`),
      }),
    );
    const places = screens.map(
      ({ href, label, key }): Command => ({
        id: `screen-${href}`,
        label,
        hint: `g ${key}`,
        run: go(href),
      }),
    );
    const current = /^\/users\/([^/]+)/.exec(path)?.[1];
    const all: CommandGroup[] = [
      ...onScreen.map(([label, items]) => ({ label, items: matching(items, words) })),
      // Until the server has said whom these words find: of those found before, who fits them too.
      { label: 'Users', items: areOfBefore ? matching(people, words) : people },
      { label: 'Screens', items: matching(places, words) },
      { label: 'Actions', items: matching(actions(current, go, onShortcuts), words) },
    ];
    return all.filter(({ items }) => items.length > 0);
  }, [users, areOfBefore, onScreen, words, path, router, onShortcuts]);
  return { groups, state: stateWords(found, groups) };
}

function actions(
  user: string | undefined,
  go: (href: string) => () => void,
  onShortcuts: () => void,
): Command[] {
  const ofUser: Command[] =
    user === undefined
      ? []
      : [
          {
            id: 'ingest-now',
            label: `Ingest ${decodeURIComponent(user)} now`,
            hint: 'what is new since the last sample',
            run: () =>
              void askForRun(decodeURIComponent(user), {}).then(
                ({ id }) => go(`/runs/${id}`)(),
                () => go(`/runs?user=${user}`)(),
              ),
          },
          {
            id: 'runs-of',
            label: `Runs of ${decodeURIComponent(user)}`,
            run: go(`/runs?user=${user}`),
          },
        ];
  return [
    ...ofUser,
    { id: 'shortcuts', label: 'Keyboard shortcuts', hint: '?', run: onShortcuts },
    ...themes.map(
      (theme): Command => ({
        id: `theme-${theme}`,
        label: `Theme: ${themeLabels[theme]}`,
        run: () => chooseTheme(theme),
      }),
    ),
  ];
}

/** Every word must be in it, in any order and case. */
function matching(commands: readonly Command[], words: string): Command[] {
  const needles = words.toLowerCase().split(/\s+/);
  return commands.filter(({ label, hint = '' }) => {
    const text = `${label} ${hint}`.toLowerCase();
    return needles.every((needle) => text.includes(needle));
  });
}

function stateWords(
  { isPending, error }: { isPending: boolean; error: Error | null },
  groups: readonly CommandGroup[],
): string {
  if (error) return `Users could not be searched. ${error.message}`;
  if (isPending) return 'Looking for users…';
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);
  return count === 1 ? '1 result' : `${count} results`;
}

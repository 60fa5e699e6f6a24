/** What the screen in view adds to the palette: it tells its commands while it is there. */
import { useEffect } from 'react';

export interface Command {
  /** Unique among all. */
  id: string;
  label: string;
  /** Words beside it: what it does, or a shortcut. */
  hint?: string;
  run: () => void;
}

export interface CommandGroup {
  label: string;
  items: Command[];
}

const groups = new Map<string, readonly Command[]>();
const listeners = new Set<() => void>();
let current: readonly [group: string, commands: readonly Command[]][] = [];

/** The commands of the screen in view by group; the same list until one changes. */
export function screenCommands() {
  return current;
}

export function onScreenCommands(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Offers commands in the palette as long as the component is on the screen.
 * @param commands the same array until something about them changes.
 */
export function useCommands(group: string, commands: readonly Command[]): void {
  useEffect(() => {
    set(group, commands);
    return () => set(group, undefined);
  }, [group, commands]);
}

function set(group: string, commands: readonly Command[] | undefined): void {
  if (commands) groups.set(group, commands);
  else groups.delete(group);
  current = [...groups];
  for (const listener of listeners) listener();
}

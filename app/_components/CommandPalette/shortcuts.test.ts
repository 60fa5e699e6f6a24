import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { shortcuts } from './shortcuts.ts';

const app = fileURLToPath(new URL('../..', import.meta.url));

/** How the list writes a key that a handler names otherwise. */
const written: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  Escape: 'Esc',
  '-': '−',
  // The same keys, with or without Shift.
  '=': '+',
  _: '−',
};

const named = /(?:\bkey(?:\.toLowerCase\(\))? (?:===|!==) |\bcase )'([^']{1,10})'/g;
const keyed = /^\s*(Arrow\w+|Page(?:Up|Down)|Home|End|Enter|Escape): /gm;
const isKey = /^(?:.|Arrow\w+|Page(?:Up|Down)|Home|End|Enter|Escape)$/;

/** The keys that a file's handlers listen to. */
function keysOf(file: string): string[] {
  const text = readFileSync(join(app, file), 'utf8');
  if (!/\bkey\b/.test(text)) return [];
  return [...text.matchAll(named), ...text.matchAll(keyed)]
    .map(([, key]) => key ?? '')
    .filter((key) => isKey.test(key));
}

const handlers = readdirSync(app, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
  .map((file) => ({ file, keys: keysOf(file) }))
  .filter(({ keys }) => keys.length > 0);

const listed = new Set(
  shortcuts.flatMap((group) =>
    group.shortcuts.flatMap(({ keys }) => keys.flatMap((key) => key.split(' or '))),
  ),
);

describe('the list of shortcuts', () => {
  it.each(handlers)('names every key that $file listens to', ({ keys }) => {
    const unlisted = keys
      .map((key) => written[key] ?? key)
      .filter((key) => !listed.has(key) && !listed.has(key.toUpperCase()));
    expect(unlisted).toEqual([]);
  });

  it('is held against the handlers of charts, strip, days and heat maps', () => {
    const files = handlers.map(({ file }) => file).join(' ');
    for (const one of ['gestures.ts', 'strip.ts', 'DayNavigation', 'ReadingSurface', 'GridSurface'])
      expect(files).toContain(one);
  });
});

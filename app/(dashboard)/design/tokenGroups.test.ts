import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { tokenGroups } from './tokenGroups.ts';

it('shows every token that there is, once', () => {
  const css = readFileSync(new URL('../../tokens.css', import.meta.url), 'utf8');
  const written = new Set([...css.matchAll(/^\s+--([\w-]+):/gm)].map(([, token]) => token));
  const shown = tokenGroups.flatMap(({ tokens }) => tokens);
  expect(shown.toSorted()).toEqual([...written].toSorted());
});

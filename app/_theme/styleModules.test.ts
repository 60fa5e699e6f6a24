/** A class that is no longer in its stylesheet is no error to anybody: the page only looks wrong. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const imported = /import (\w+) from '([^']+\.module\.css)'/g;

interface Named {
  component: string;
  sheet: string;
  name: string;
}

/** The classes that components name outright; those put together by a key are not seen here. */
function namedClasses(): Named[] {
  return globSync('app/**/*.{ts,tsx}', { cwd: root }).flatMap((component) => {
    const text = readFileSync(join(root, component), 'utf8');
    return [...text.matchAll(imported)].flatMap(([, variable, path = '']) => {
      const sheet = path.startsWith('#app/') ? path.slice(1) : join(dirname(component), path);
      const uses = text.replace(imported, '').matchAll(new RegExp(`\\b${variable}\\.(\\w+)`, 'g'));
      return [...uses].map(([, name = '']) => ({ component, sheet, name }));
    });
  });
}

test('every class that a component names is a rule of its stylesheet', () => {
  const named = namedClasses();
  expect(named.length).toBeGreaterThan(500);
  const missing = named.filter(({ sheet, name }) => {
    const rules = readFileSync(join(root, sheet), 'utf8').replaceAll(/\/\*.*?\*\//gs, '');
    return !new RegExp(`\\.${name}(?![\\w-])`).test(rules);
  });
  expect(missing).toEqual([]);
});

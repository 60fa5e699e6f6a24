import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from './openapi.ts';
import { type DocumentedRoute, routeMethods } from './route.ts';
import { routes } from './routes.ts';

const table = Object.entries<DocumentedRoute>(routes);

/** Of every `route.ts`: its path as OpenAPI writes it, and the routes of the table it serves. */
function served(): string[] {
  const root = new URL('../../app/', import.meta.url).pathname;
  return globSync('api/**/route.ts', { cwd: root })
    .filter((file) => !file.includes('[[...path]]'))
    .flatMap((file) => {
      const path = `/${file.replace('/route.ts', '').replaceAll('[', '{').replaceAll(']', '}')}`;
      const made = readFileSync(`${root}${file}`, 'utf8').matchAll(
        /^export const ([A-Z]+) = (?:route|streamRoute)\(\s*routes\.(\w+)/gm,
      );
      return [...made].map(([, method, name]) => `${method} ${path} ${name}`);
    });
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
}

describe('the table of routes', () => {
  it('names each route of app/api, and app/api serves each route of the table', () => {
    const documented = table.map(
      ([name, { method, path }]) => `${method.toUpperCase()} ${path} ${name}`,
    );
    expect(served().sort()).toEqual(documented.sort());
  });

  it.each(table)('%s explains itself and its parameters', (_, route) => {
    expect(route.summary.length).toBeGreaterThan(5);
    expect(route.description.length).toBeGreaterThan(60);
    expect(route.description).toMatch(/\.$/);
    const segments = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(route.params.shape)).toEqual(segments);
  });

  it.each(table)('%s has an example that its own schemas accept', (_, { example, ...route }) => {
    expect(route.params.safeParse(example.params ?? {}).error).toBeUndefined();
    expect(route.query.safeParse(example.query ?? {}).error).toBeUndefined();
    expect(route.body.safeParse(example.body ?? {}).error).toBeUndefined();
  });
});

describe('the OpenAPI document', () => {
  const document = openApiDocument();
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    routeMethods.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ path, operation }] : [];
    }),
  );

  it('is version 3.1 and survives JSON', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });

  it('holds every route of the table, named once', () => {
    const names = operations.map(({ operation }) => operation.operationId);
    expect(names.sort()).toEqual(Object.keys(routes).sort());
  });

  it('gives the parameters of a route examples that belong together', () => {
    const { parameters = [] } = document.paths?.['/api/users/{id}/heart-rate']?.get ?? {};
    expect(parameters).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'id', example: 'user1' }),
        expect.objectContaining({ name: 'start', example: '2026-03-29T00:00:00+01:00' }),
        expect.objectContaining({ name: 'end', example: '2026-03-30T00:00:00+01:00' }),
      ]),
    );
  });

  it('refers to nothing that is missing', () => {
    const refs = strings(document).filter((text) => text.startsWith('#/'));
    const known = Object.keys(document.components?.schemas ?? {});
    expect(refs.length).toBeGreaterThan(0);
    for (const ref of refs) expect(known).toContain(ref.replace('#/components/schemas/', ''));
  });

  it.each(operations)(
    'tells of $path its answer, its refusals and what each means',
    ({ path, operation }) => {
      const own = table.find(([name]) => name === operation.operationId)?.[1];
      expect(own?.path).toBe(path);
      const statuses = Object.keys(operation.responses ?? {});
      expect(statuses).toEqual(expect.arrayContaining(['400', '500', '503']));
      for (const status of statuses) {
        const { description, content } = operation.responses?.[status] ?? {};
        expect(description).toMatch(/^(?!.*: (\.|$)).{8,}$/);
        const media = Number(status) < 300 ? (own?.media ?? []) : ['application/json'];
        for (const type of media) expect(content).toHaveProperty([type, 'schema']);
      }
    },
  );

  it.each(operations)('gives each parameter of $path a type and a description', ({ operation }) => {
    for (const parameter of operation.parameters ?? []) {
      expect(parameter).toMatchObject({ description: expect.any(String) });
      expect(parameter).toHaveProperty('schema.type');
    }
  });
});

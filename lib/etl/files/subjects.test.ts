import { expect, test } from 'vitest';
import { userIdSchema } from '#lib/userId.ts';
import { severalPeople, subjectIds } from './subjects.ts';

test('names become ids that the rest of the product accepts', () => {
  const ids = subjectIds(['1503960366', 'Ann Lee', '_x', 'é/../b', 'y'.repeat(80)]);
  expect(ids).toEqual(['1503960366', 'Ann-Lee', 'x', 'b', 'y'.repeat(64)]);
  for (const id of ids) expect(userIdSchema.safeParse(id).success).toBe(true);
});

test('two names with one id are refused, both named', () => {
  expect(() => subjectIds(['Ann Lee', 'Ann/Lee'])).toThrow(
    'The users "Ann Lee" and "Ann/Lee" would both become "Ann-Lee"',
  );
});

test('a name of which no id is left is refused', () => {
  expect(() => subjectIds(['王'])).toThrow('The user "王" gives no id');
});

test('of very many people some are listed', () => {
  const names = new Set(Array.from({ length: 30 }, (_, i) => `p${i}`));
  const { message } = severalPeople('Id', names);
  expect(message).toContain('The column "Id" names 30 people: p0, p1,');
  expect(message).toContain(
    'p19 and others. Import them as users of their own with --user-column Id',
  );
});

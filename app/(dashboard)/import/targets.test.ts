import { expect, test } from 'vitest';
import { firstChoices, identifierOf, targetsOf, toNobody } from './targets.ts';

const anna = { id: 'anna', name: 'Anna', timeZone: 'Europe/Berlin' };
const bert = { id: 'bert', name: 'Bert', timeZone: 'Asia/Kolkata' };
const person = (name: string | null) => ({
  name,
  rows: 1,
  rejected: 0,
  firstDate: null,
  lastDate: null,
});
const choose = (names: (string | null)[], users = [anna, bert], wanted?: string) =>
  firstChoices({ people: names.map(person), targets: [] }, users, wanted, 'America/New_York');

test('files of one person go to whom one came from, in that person’s own zone', () => {
  expect(choose([null], [anna, bert], 'bert')).toEqual([
    { name: null, to: 'bert', newId: '', timeZone: 'Asia/Kolkata' },
  ]);
});

test('nobody is chosen by a guess where there are several, and the only one where there is one', () => {
  expect(choose([null])).toMatchObject([{ to: '+new', timeZone: 'America/New_York' }]);
  expect(choose([null], [anna])).toMatchObject([{ to: 'anna', timeZone: 'Europe/Berlin' }]);
});

test('several people go to those of the same name, or become new ones', () => {
  const choices = choose(['anna', 'P 07']);
  expect(choices).toEqual([
    { name: 'anna', to: 'anna', newId: 'anna', timeZone: 'Europe/Berlin' },
    { name: 'P 07', to: '+new', newId: 'P-07', timeZone: 'America/New_York' },
  ]);
  expect(targetsOf([{ ...choices[0], to: toNobody } as never, choices[1] as never])).toEqual([
    { name: 'P 07', user: 'P-07', create: true, timeZone: 'America/New_York' },
  ]);
});

test('what was said before is kept when an import is started again', () => {
  const targets = [{ name: null, userId: 'bert', timeZone: 'UTC' }];
  const again = firstChoices({ people: [person(null)], targets }, [anna, bert], undefined, 'UTC');
  expect(again).toMatchObject([{ to: 'bert', timeZone: 'UTC' }]);
});

test('an identifier holds what may be in one', () => {
  expect(identifierOf(' ..Ann Ä. 7')).toBe('Ann-.-7');
});

import { expect, test } from 'vitest';
import { foundWords } from './import.ts';

const person = {
  name: null,
  rows: 5432,
  rejected: 2,
  firstDate: '2016-04-12',
  lastDate: '2016-05-12',
};
const check = { kinds: ['csv'], rows: 5432, rejected: 2, naive: 0, userColumn: null, notes: [] };

test('what is in a file, with the vendor’s figures behind its rows or in their place', () => {
  expect(foundWords({ ...check, people: [person] })).toBe(
    '5,432 rows, Tue 12 Apr 2016 to Thu 12 May 2016, 2 of them no reading',
  );
  expect(foundWords({ ...check, rejected: 0, people: [{ ...person, figures: 30 }] })).toBe(
    '5,432 rows, Tue 12 Apr 2016 to Thu 12 May 2016, resting heart rates of 30 days',
  );
  const alone = { ...person, rows: 0, figures: 1, lastDate: '2016-04-12' };
  expect(foundWords({ ...check, rows: 0, rejected: 0, people: [alone] })).toBe(
    'Resting heart rates of 1 day, Tue 12 Apr 2016',
  );
});

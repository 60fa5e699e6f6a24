import { expect, test } from 'vitest';
import { secondPasses } from './doubledHour.ts';

const hour = 3_600_000;
const midnight = Date.parse('2025-10-26T00:00:00Z');

/** Times of day on which 01:00–02:00 happens twice, as `file:HH:MM:SS` or `HH:MM:SS`. */
function passes(...rows: string[]): string {
  const parts = rows.map((row) => row.split(' '));
  const faces = parts.map((part) => Date.parse(`2025-10-26T${part.at(-1)}Z`));
  const second = secondPasses({
    face: Float64Array.from(faces),
    shift: Float64Array.from(faces, (face) =>
      face >= midnight + hour && face < midnight + 2 * hour ? hour : 0,
    ),
    origin: parts.map((part) => (part.length > 1 ? (part[0] ?? '') : 'a.csv')),
  });
  return second.join('');
}

function everyMinute(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, i) => {
    const minute = from + i;
    const pad = (value: number) => String(value).padStart(2, '0');
    return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}:00`;
  });
}

test('the clock going back within the hour begins the second pass', () => {
  expect(passes('00:59:00', '01:00:00', '01:59:55', '01:00:00', '01:59:55', '02:00:00')).toBe(
    '000110',
  );
});

test('two full passes a minute apart are told from each other to the row', () => {
  const day = [...everyMinute(0, 120), ...everyMinute(60, 180)];
  expect(passes(...day)).toBe('0'.repeat(120) + '1'.repeat(60) + '0'.repeat(60));
});

test('passes with up to half an hour unrecorded between them are still two', () => {
  expect(passes(...everyMinute(60, 100), ...everyMinute(69, 120))).toBe(
    '0'.repeat(40) + '1'.repeat(51),
  );
});

test('a device that followed the clock change late begins its second pass from after the hour', () => {
  expect(passes(...everyMinute(60, 125), ...everyMinute(66, 130))).toBe(
    '0'.repeat(65) + '1'.repeat(54) + '0'.repeat(10),
  );
});

test('an hour recorded once is its first pass', () => {
  expect(passes(...everyMinute(0, 180))).toBe('0'.repeat(180));
});

test('a row a few minutes out of order begins nothing', () => {
  expect(passes('01:10:00', '01:12:00', '01:11:00', '01:13:00', '01:50:00')).toBe('00000');
});

test('a single row from much earlier begins nothing, as the next row goes on where it left', () => {
  expect(passes(...everyMinute(60, 115), '01:05:30', ...everyMinute(115, 125))).toBe(
    '0'.repeat(66),
  );
});

test('a block that fills a hole of the first pass came late', () => {
  const rows = [...everyMinute(55, 60), ...everyMinute(75, 120), ...everyMinute(60, 75)];
  expect(passes(...rows, ...everyMinute(120, 130))).toBe('0'.repeat(75));
});

test('a second pass that breaks off early and goes on near the hour’s end is no late block', () => {
  const rows = [...everyMinute(60, 120), ...everyMinute(60, 90), ...everyMinute(121, 130)];
  expect(passes(...rows)).toBe('0'.repeat(60) + '1'.repeat(30) + '0'.repeat(9));
});

test('a file that starts over from before the hour starts in the first pass again', () => {
  expect(passes(...everyMinute(0, 365), ...everyMinute(0, 125))).toBe('0'.repeat(490));
  const both = [...everyMinute(0, 120), ...everyMinute(60, 180)];
  const marks = '0'.repeat(120) + '1'.repeat(60) + '0'.repeat(60);
  expect(passes(...both, ...both)).toBe(marks + marks);
});

test('a file that starts over within the hour, from far behind it, starts in the first pass', () => {
  expect(passes(...everyMinute(0, 365), ...everyMinute(70, 125))).toBe('0'.repeat(420));
});

test('a second file of the same hour has its own first pass', () => {
  expect(passes('a 01:30:00', 'a 01:59:00', 'b 01:00:00', 'b 01:59:00')).toBe('0000');
});

test('the newest rows first are read from the end', () => {
  const both = [...everyMinute(0, 120), ...everyMinute(60, 180)].reverse();
  expect(passes(...both)).toBe('0'.repeat(60) + '1'.repeat(60) + '0'.repeat(120));
});

test('a row of the second pass slightly out of order stays in it', () => {
  const rows = [...everyMinute(60, 120), ...everyMinute(60, 90), '01:25:30', '01:31:00'];
  expect(passes(...rows, '02:00:00', '01:59:59', '02:01:00')).toBe(
    `${'0'.repeat(60)}${'1'.repeat(32)}010`,
  );
});

test('two rows that lead back are two passes and no newest-first file', () => {
  expect(passes('01:59:55', '01:00:00')).toBe('01');
  expect(passes('01:00:00', '01:30:00', '01:00:00', '01:30:00')).toBe('0011');
});

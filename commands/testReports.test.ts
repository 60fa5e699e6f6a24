import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { readPlaywright, readVitest } from './testReports.ts';

const suite = (name: string, status: string, more: object) => ({
  name: resolve(name),
  status,
  message: '',
  assertionResults: [],
  ...more,
});
const one = (fullName: string, status: string, ...failureMessages: string[]) => ({
  fullName,
  status,
  failureMessages,
});

it('Vitest’s report: failed tests by file, name and reason, a file that did not load as one', () => {
  const report = {
    numPassedTests: 1,
    testResults: [
      suite('lib/a.test.ts', 'failed', {
        assertionResults: [one('a adds', 'passed'), one('a divides', 'failed', 'Error: by 0\n at')],
      }),
      suite('lib/b.test.ts', 'failed', { message: 'no such module' }),
    ],
  };
  expect(readVitest(report)).toEqual({
    passed: 1,
    failures: [
      'lib/a.test.ts › a divides\nError: by 0\n at',
      'lib/b.test.ts › (the whole file)\nno such module',
    ],
  });
});

it('Playwright’s report: what failed, what passed only at a second try, and what failed outside of tests', () => {
  const spec = (title: string, status: string, message?: string) => ({
    title,
    file: 'chart.spec.ts',
    line: 7,
    tests: [{ projectName: 'wide', status, results: [message ? { error: { message } } : {}] }],
  });
  const report = {
    stats: { expected: 1 },
    suites: [
      {
        specs: [spec('draws', 'expected')],
        suites: [
          { specs: [spec('zooms', 'unexpected', '\u001b[31mTimeout\u001b[39m')] },
          { specs: [spec('pans', 'flaky', 'late')], suites: [] },
        ],
      },
    ],
    errors: [{ message: 'the server did not start' }],
  };
  expect(readPlaywright(report)).toEqual({
    passed: 1,
    failures: [
      'chart.spec.ts:7 › [wide] zooms\nTimeout',
      'chart.spec.ts:7 › [wide] pans\nlate',
      'the server did not start',
    ],
  });
});

it('something else is no report', () => {
  expect([readVitest(undefined), readPlaywright({ stats: {} })]).toEqual([undefined, undefined]);
});

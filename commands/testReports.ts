/** What Vitest and Playwright wrote of their tests: how many passed, and which did not. */
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';

export interface Outcome {
  passed: number;
  /** What failed: where, what it is called, and the first lines of the reason. */
  failures: string[];
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

/** @returns undefined where it is no report of Vitest's. */
export function readVitest(report: unknown): Outcome | undefined {
  const read = vitestReport.safeParse(report);
  if (!read.success) return undefined;
  const failures = read.data.testResults.flatMap((suite) => {
    const failed = suite.assertionResults.filter(({ status }) => status === 'failed');
    // A suite that could not even be loaded counts no failed test and is one.
    if (failed.length === 0 && suite.status === 'failed')
      return [named(relative('', suite.name), '(the whole file)', suite.message)];
    return failed.map(({ fullName, failureMessages }) =>
      named(relative('', suite.name), fullName, failureMessages?.[0]),
    );
  });
  return { passed: read.data.numPassedTests, failures };
}

const spec = z.object({
  title: z.string(),
  file: z.string(),
  line: z.number(),
  tests: z.array(
    z.object({
      projectName: z.string(),
      status: z.string(),
      results: z.array(z.object({ error: z.object({ message: z.string() }).partial().optional() })),
    }),
  ),
});
const group = z.object({
  specs: z.array(spec).default([]),
  get suites() {
    return z.array(group).default([]);
  },
});
const playwrightReport = z.object({
  stats: z.object({ expected: z.number() }),
  suites: z.array(group),
  errors: z.array(z.object({ message: z.string() }).partial()),
});

/** @returns undefined where it is no report of Playwright's. A flaky test is a failed one. */
export function readPlaywright(report: unknown): Outcome | undefined {
  const read = playwrightReport.safeParse(report);
  if (!read.success) return undefined;
  const specsOf = ({ specs, suites }: z.infer<typeof group>): z.infer<typeof spec>[] => [
    ...specs,
    ...suites.flatMap(specsOf),
  ];
  const failures = read.data.suites
    .flatMap(specsOf)
    .flatMap(({ file, line, title, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ projectName, results }) =>
          named(`${file}:${line}`, `[${projectName}] ${title}`, results[0]?.error?.message),
        ),
    );
  const outside = read.data.errors.map(({ message }) => firstLines(message ?? 'an error'));
  return { passed: read.data.stats.expected, failures: [...failures, ...outside] };
}

function named(place: string, title: string, reason: string | undefined): string {
  return [`${place} › ${title}`, ...(reason ? [firstLines(reason)] : [])].join('\n');
}

function firstLines(text: string): string {
  return stripVTControlCharacters(text).split('\n').slice(0, 12).join('\n');
}

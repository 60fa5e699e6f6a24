/**
 * `npm test`: everything, or a part: `npm test -- unit`, `integration`, `e2e`, `check`. Ends with
 * `N passed, N failed`. What is needed and missing, a browser included, is installed.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { findBrowser } from './findBrowser.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Outcome {
  passed: number;
  failed: number;
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  success: z.boolean(),
});
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
});

type Part = (reports: string) => Promise<Outcome>;

const parts: Record<string, Part> = {
  check: async () => {
    // The types of pages and style modules are made, not kept.
    const codes = [
      await tool('next', ['typegen']),
      await tool('biome', ['check', '.']),
      await layout(),
      await tool('tsc', ['--noEmit']),
    ];
    const failed = codes.filter((code) => code !== 0).length;
    return { passed: codes.length - failed, failed };
  },
  unit: (reports) => vitest('unit', reports),
  integration: (reports) => vitest('integration', reports),
  e2e: async (reports) => {
    const report = join(reports, 'e2e.json');
    const browser = await findBrowser();
    const code = await tool('playwright', ['test', '--reporter=list,json'], {
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      ...(browser && { CHROMIUM_PATH: browser }),
    });
    const read = playwrightReport.safeParse(await readJson(report));
    if (!read.success) return { passed: 0, failed: 1 };
    const { expected, unexpected, flaky } = read.data.stats;
    const failed = unexpected + flaky + read.data.errors.length;
    return { passed: expected, failed: code === 0 ? failed : Math.max(1, failed) };
  },
};

function layout(): Promise<number> {
  return tool('depcruise', [
    '--config',
    '.dependency-cruiser.cjs',
    'app',
    'lib',
    'db',
    'jobs',
    'commands',
    'bench',
  ]);
}

async function vitest(project: string, reports: string): Promise<Outcome> {
  const report = join(reports, `${project}.json`);
  const code = await tool('vitest', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const read = vitestReport.safeParse(await readJson(report));
  if (!read.success) return { passed: 0, failed: 1 };
  const { numPassedTests: passed, numFailedTests: failed } = read.data;
  // A suite that could not even be loaded counts no failed test and is one.
  return { passed, failed: code === 0 ? failed : Math.max(1, failed) };
}

async function readJson(path: string): Promise<unknown> {
  return await readFile(path, 'utf8')
    .then(JSON.parse)
    .catch(() => undefined);
}

function tool(
  name: string,
  args: string[],
  environment: Record<string, string> = {},
): Promise<number> {
  const child = spawn(join(root, 'node_modules', '.bin', name), args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
    shell: process.platform === 'win32',
  });
  return new Promise((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`${name}: ${error.message}\n`);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

async function main(asked: string[]): Promise<void> {
  const unknown = asked.find((name) => !parts[name]);
  if (unknown || asked.includes('--help')) {
    process.stdout.write(
      `npm test -- [${Object.keys(parts).join('|')}]…   without a name, all of them\n`,
    );
    process.exitCode = asked.includes('--help') ? 0 : 64;
    return;
  }
  const reports = await mkdtemp(join(tmpdir(), 'heartline-reports-'));
  const total: Outcome = { passed: 0, failed: 0 };
  for (const [name, part] of Object.entries(parts)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    process.stdout.write(`\n── ${name}\n`);
    const outcome = await part(reports);
    process.stdout.write(`${name}: ${outcome.passed} passed, ${outcome.failed} failed\n`);
    total.passed += outcome.passed;
    total.failed += outcome.failed;
  }
  await rm(reports, { recursive: true, force: true });
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}

await main(process.argv.slice(2));

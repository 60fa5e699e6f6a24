/**
 * `npm test`: everything, or a part: `npm test -- unit`, `integration`, `e2e`, `check`. Ends with
 * `N passed, N failed`. What is needed and missing, a browser included, is installed.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './findBrowser.ts';
import { type Outcome, readPlaywright, readVitest } from './testReports.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

type Part = (reports: string) => Promise<Outcome>;

const parts: Record<string, Part> = {
  check: async () => {
    // The types of pages and style modules are made, not kept.
    const codes = {
      'next typegen': await tool('next', ['typegen']),
      'biome check': await tool('biome', ['check', '.']),
      depcruise: await layout(),
      tsc: await tool('tsc', ['--noEmit']),
    };
    const failures = Object.entries(codes).flatMap(([name, code]) => (code === 0 ? [] : [name]));
    return { passed: Object.keys(codes).length - failures.length, failures };
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
    return accountedFor('playwright', code, readPlaywright(await readJson(report)));
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
  return accountedFor(`vitest ${project}`, code, readVitest(await readJson(report)));
}

/** What a tool reported; a tool that failed without naming a test is a failure itself. */
function accountedFor(name: string, code: number, read: Outcome | undefined): Outcome {
  const { passed, failures } = read ?? { passed: 0, failures: [] };
  if (failures.length === 0 && (code !== 0 || !read)) failures.push(`${name} ended with ${code}`);
  return { passed, failures };
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
  const total: Outcome = { passed: 0, failures: [] };
  for (const [name, part] of Object.entries(parts)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    process.stdout.write(`\n── ${name}\n`);
    const outcome = await part(reports);
    process.stdout.write(`${name}: ${outcome.passed} passed, ${outcome.failures.length} failed\n`);
    total.passed += outcome.passed;
    total.failures.push(...outcome.failures.map((failure) => `${name}: ${failure}`));
  }
  await rm(reports, { recursive: true, force: true });
  // Said once more at the end: thousands of lines may lie between a failure and the last one.
  for (const failure of total.failures) process.stdout.write(`\nfailed: ${failure}\n`);
  process.stdout.write(`\n${total.passed} passed, ${total.failures.length} failed\n`);
  process.exitCode = total.failures.length > 0 || total.passed === 0 ? 1 : 0;
}

await main(process.argv.slice(2));

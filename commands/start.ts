/** `npm start`: the whole product, from nothing to a filled dashboard, until Ctrl-C. */
import { createServer } from 'node:net';
import { adoptDatabase, closeDatabase, type Database } from '#db/client.ts';
import { spawnEmbedded } from '#db/embedded/locate.ts';
import { requestIngestionOfAll } from '#jobs/enqueue.ts';
import { type Env, env, environment } from '#lib/env.ts';
import { HeartlineError } from '#lib/errors.ts';
import { registerConfigured } from '#lib/etl/participants.ts';
import { createLog, type Log } from '#lib/log.ts';
import { build, buildReason } from './build.ts';
import { type RunningPart, startPart } from './childProcess.ts';
import { followFirstIngest } from './followFirstIngest.ts';
import { openDatabase } from './openDatabase.ts';
import { prepareDatabase } from './prepareDatabase.ts';
import { report } from './runCommand.ts';

/** What is up, in the order in which it came up; it goes down in the opposite one. */
class Product {
  readonly #stops: { name: string; stop: () => Promise<void> }[] = [];
  readonly stopping = new AbortController();
  readonly #log: Log;
  #stopped: Promise<void> | undefined;

  constructor(log: Log) {
    this.#log = log;
  }

  add(name: string, stop: () => Promise<void>): void {
    this.#stops.push({ name, stop });
  }

  /** web, then worker, then database: nobody loses what it stands on. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stopAll();
    return this.#stopped;
  }

  async #stopAll(): Promise<void> {
    this.stopping.abort();
    for (const { name, stop } of this.#stops.reverse()) {
      await stop();
      this.#log.info(`${name} stopped`);
    }
  }
}

const restartsPerMinute = 3;

async function main(product: Product, log: Log): Promise<void> {
  const settings = env();
  await requireFreePort(settings);
  const building = buildIfDue(product, log);
  // Awaited below; a failure meanwhile must not be taken for an unhandled one.
  building.catch(() => {});
  const database = await startDatabase(settings, product, log);
  await prepareDatabase(database, log);
  for (const difference of await registerConfigured(database, settings.users)) log.warn(difference);
  await requestIngestionOfAll('start');
  const environment = childEnvironment(database);
  product.add(
    'worker',
    (await startPart({ name: 'worker', entry: 'jobs/worker.ts', environment, log })).stop,
  );
  const following = followFirstIngest(product.stopping.signal);
  await building;
  product.add('web', (await startWeb(environment, log)).stop);
  log.info(`the dashboard is at ${addressOf(settings)}`);
  await following;
  process.stdout.write(
    `\n  Heartline is ready: ${addressOf(settings)}\n  Database:           ${database.url}\n  Ctrl-C stops it.\n\n`,
  );
}

function startWeb(environment: Record<string, string>, log: Log): Promise<RunningPart> {
  return startPart({
    name: 'web',
    entry: 'commands/web.ts',
    environment: { ...environment, NODE_ENV: 'production' },
    log,
  });
}

function childEnvironment({ mode, url }: Database): Record<string, string> {
  const format = { LOG_FORMAT: logFormat() };
  return mode === 'embedded'
    ? { ...format, EMBEDDED_DATABASE_URL: url }
    : { ...format, DATABASE_URL: url };
}

async function buildIfDue(product: Product, log: Log): Promise<void> {
  const reason = buildReason();
  if (!reason) return;
  const began = performance.now();
  log.info(`building the web application (${reason})`);
  await build(product.stopping.signal);
  log.info(`built in ${((performance.now() - began) / 1000).toFixed(0)} s`);
}

async function startDatabase(settings: Env, product: Product, log: Log): Promise<Database> {
  if (settings.database.mode === 'server') {
    const opened = await openDatabase(settings, 'heartline start');
    product.add('connection', opened.close);
    return opened.database;
  }
  const url = await startEmbedded(settings.database, product, log);
  const database = adoptDatabase(url, { mode: 'embedded', applicationName: 'heartline start' });
  product.add('connection', closeDatabase);
  return database;
}

type EmbeddedSettings = Extract<Env['database'], { mode: 'embedded' }>;

/** Starts the embedded database, and again on the same port when it dies. */
async function startEmbedded(
  settings: EmbeddedSettings,
  product: Product,
  log: Log,
): Promise<string> {
  const { dataDir, database, user, port } = settings;
  const deaths: number[] = [];
  const spawn = async (onPort: number | undefined) => {
    return await spawnEmbedded({
      dataDir,
      database,
      user,
      port: onPort,
      onExit: ({ code, expected }) =>
        void (expected || product.stopping.signal.aborted || revive(code)),
    });
  };
  log.info({ folder: dataDir }, 'starting the embedded database');
  let running = await spawn(port);
  const fixedPort = Number(new URL(running.url).port);
  product.add('database', () => running.close());
  const revive = async (code: number | null) => {
    deaths.push(Date.now());
    log.error({ code }, 'the embedded database ended unasked and is started again');
    if (deaths.filter((at) => at > Date.now() - 60_000).length > restartsPerMinute) {
      fail(
        new HeartlineError(
          'DATABASE_AWAY',
          `The embedded database ended ${deaths.length} times; its last lines above say why.`,
        ),
      );
      return;
    }
    try {
      running = await spawn(fixedPort);
    } catch (error) {
      fail(error);
    }
  };
  const fail = (error: unknown) => {
    process.exitCode = report(error);
    void product.stop();
  };
  return running.url;
}

/** Said before minutes of work, not after. @throws {HeartlineError} PORT_TAKEN. */
async function requireFreePort({ port, host }: Env): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new HeartlineError(
          error.code === 'EADDRINUSE' ? 'PORT_TAKEN' : 'INVALID_CONFIGURATION',
          error.code === 'EADDRINUSE'
            ? `Port ${port} is taken by another program, perhaps by Heartline itself. Stop that one, or set PORT to a free one.`
            : `The web application cannot listen on ${host}:${port} (${error.message}). Set HOST and PORT to an address of this machine.`,
        ),
      ),
    );
    probe.listen(port, host, resolve);
  });
  await new Promise<void>((resolve) => probe.close(() => resolve()));
}

function addressOf({ host, port }: Env): string {
  return `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${port}`;
}

/** Lines for people, unless asked for otherwise: whoever types `npm start` reads them. */
function logFormat(): 'json' | 'pretty' {
  return environment().LOG_FORMAT === 'json' ? 'json' : 'pretty';
}

function run(): void {
  const log = createLog('start', logFormat());
  const product = new Product(log);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (!product.stopping.signal.aborted) log.info({ signal }, 'stopping');
      void product.stop();
    });
  }
  main(product, log).catch(async (error: unknown) => {
    // What fails because the product is being stopped is no failure.
    if (!product.stopping.signal.aborted) process.exitCode = report(error);
    await product.stop();
  });
}

run();

/**
 * What stands in a data folder besides the lock:
 *
 *   postgres/        the database itself
 *   password         what clients must give, made at the first start
 *   port             where the last run listened, so that a URL stays good
 *   server.json      who serves the folder now and at which URL
 *   first-start      only while the database is being created
 */

import { randomBytes } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { HeartlineError, messageOf } from '#lib/errors.ts';

const stateSchema = z.object({
  pid: z.number().int(),
  /** Absent while the server starts. */
  url: z.string().optional(),
});

/** Who serves a folder. */
export type ServerState = z.infer<typeof stateSchema>;

/** Read and written by the owner alone: these files hold the password. */
const ownerOnly = 0o600;

export class DataFolder {
  readonly path: string;
  readonly database: string;

  /** @param path as the user configured it; relative to the working directory. */
  constructor(path: string) {
    this.path = resolve(path);
    this.database = join(this.path, 'postgres');
  }

  /** @throws HeartlineError DATA_FOLDER_UNUSABLE when it cannot be made or written to. */
  prepare(): void {
    try {
      mkdirSync(this.path, { recursive: true, mode: 0o700 });
      accessSync(this.path, constants.R_OK | constants.W_OK | constants.X_OK);
    } catch (error) {
      throw this.unusable(messageOf(error), error);
    }
  }

  unusable(reason: string, cause?: unknown): HeartlineError {
    return new HeartlineError(
      'DATA_FOLDER_UNUSABLE',
      `The database folder ${this.path} cannot be used: ${reason}. ` +
        'Check that it belongs to you and is writable, or set DATA_DIR to another folder.',
      { cause },
    );
  }

  locked(): HeartlineError {
    const holder = this.readState();
    const who = holder === undefined ? 'another process' : `process ${holder.pid}`;
    return new HeartlineError(
      'DATA_FOLDER_LOCKED',
      `The database folder ${this.path} is in use by ${who}. ` +
        'Stop that process, connect to it by its URL, or set DATA_DIR to another folder.',
      { details: { folder: this.path, pid: holder?.pid } },
    );
  }

  /** The password of this folder, made on the first call. To be called by the lock's holder. */
  ensurePassword(): string {
    const known = this.#read('password');
    if (known !== undefined) return known;
    const password = randomBytes(18).toString('base64url');
    this.#write('password', password);
    return password;
  }

  lastPort(): number | undefined {
    const port = Number(this.#read('port'));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
  }

  rememberPort(port: number): void {
    this.#write('port', String(port));
  }

  readState(): ServerState | undefined {
    const text = this.#read('server.json');
    if (text === undefined) return undefined;
    try {
      return stateSchema.parse(JSON.parse(text));
    } catch {
      return undefined;
    }
  }

  writeState(state: ServerState): void {
    this.#write('server.json', JSON.stringify(state));
  }

  removeState(): void {
    rmSync(join(this.path, 'server.json'), { force: true });
  }

  /**
   * Marks the creation of the database. One that was killed while it was being created holds
   * nothing and would never open again, so it is made afresh.
   * @returns a function to call when the database stands.
   */
  beginFirstStart(): () => void {
    const marker = join(this.path, 'first-start');
    if (existsSync(marker)) rmSync(this.database, { recursive: true, force: true });
    if (existsSync(this.database)) return () => {};
    writeFileSync(marker, '');
    return () => rmSync(marker, { force: true });
  }

  #read(name: string): string | undefined {
    try {
      const text = readFileSync(join(this.path, name), 'utf8').trim();
      return text === '' ? undefined : text;
    } catch {
      return undefined;
    }
  }

  /** Readers never see half a file. */
  #write(name: string, text: string): void {
    const target = join(this.path, name);
    const fresh = `${target}.${process.pid}.new`;
    writeFileSync(fresh, text, { mode: ownerOnly });
    renameSync(fresh, target);
  }
}

/**
 * Settings (`SET TimeZone …`) per client on the one session they share. A client's own values are
 * read from the database after it changed any, and applied again when it is its turn; clients
 * that set nothing, and turns of the same client, cost nothing.
 *
 * Names are lower-cased throughout. `RESET` inside a transaction or in the middle of a batch shows
 * PGlite's own defaults until that is over, since those cannot be changed.
 */

import { literal, simpleQuery, textRows } from './messages.ts';

/** What a session starts with, where PGlite's defaults are not those of a server. */
export const baseline: ReadonlyMap<string, string> = new Map([
  ['client_min_messages', 'warning'],
  ['enable_seqscan', 'on'],
  ['exit_on_error', 'off'],
  ['jit', 'off'],
  ['search_path', '"$user", public'],
  ['timezone', 'UTC'],
]);

/** The settings a server reports to its clients whenever they change (GUC_REPORT). */
const reported = [
  'application_name',
  'client_encoding',
  'DateStyle',
  'default_transaction_read_only',
  'in_hot_standby',
  'integer_datetimes',
  'IntervalStyle',
  'is_superuser',
  'scram_iterations',
  'server_encoding',
  'server_version',
  'session_authorization',
  'standard_conforming_strings',
  'TimeZone',
];

/** Settings that `pg_settings` does not list, and their defaults. */
const unlisted = new Map([
  ['role', 'none'],
  ['session_authorization', 'postgres'],
]);

/** Names in SET or set_config that `pg_settings` will not show: `role`, `my_app.user`, … */
const unlistedNames =
  /\bset\s+(?:session\s+|local\s+)*(role|session\s+authorization|[a-z_]\w*\.[\w.]+)|\bset_config\s*\(\s*'([^']*\.[^']*)'/gi;

export class ClientSettings {
  /** What the client asked for when it connected; RESET goes back to it. */
  readonly startup = new Map<string, string>();
  /** What differs from the server's defaults. */
  values = new Map<string, string>();
  readonly unlisted = new Set<string>();
  readonly #told = new Map<string, string>();

  /** @param name lower-cased, of the client's first packet. */
  request(name: string, value: string): void {
    this.startup.set(name, value);
    if (name.includes('.')) this.unlisted.add(name);
  }

  /** Notes settings named in a text that can only be asked for by name. */
  watch(sql: string): void {
    for (const [, inSet, inFunction] of sql.matchAll(unlistedNames)) {
      const name = (inSet ?? inFunction ?? '').toLowerCase();
      this.unlisted.add(name.startsWith('session') ? 'session_authorization' : name);
    }
  }

  /** The reported settings whose value the client has not been told yet. */
  news(defaults: ReadonlyMap<string, string>): [name: string, value: string][] {
    return reported.flatMap((name): [string, string][] => {
      const key = name.toLowerCase();
      const value = this.values.get(key) ?? defaults.get(key) ?? '';
      if (this.#told.get(name) === value) return [];
      this.#told.set(name, value);
      return [[name, value]];
    });
  }
}

export class SessionSettings {
  /** Every setting as it stands for a client that changed nothing. */
  readonly defaults: ReadonlyMap<string, string>;
  #applied = new Map<string, string>();

  /** @param response of the database to `readDefaults`. */
  constructor(response: Uint8Array) {
    const rows = textRows(response).map(([name, value]): [string, string] => [
      name ?? '',
      value ?? '',
    ]);
    this.defaults = new Map([...unlisted, ...rows]);
  }

  static readonly readDefaults = simpleQuery('SELECT lower(name), setting FROM pg_settings');

  /** The query that makes the session that of `client`, or undefined when it is already. */
  switchTo(client: ClientSettings): Buffer | undefined {
    const names = new Set([...this.#applied.keys(), ...client.values.keys()]);
    const calls: string[] = [];
    for (const name of names) {
      const wanted = client.values.get(name) ?? this.#default(name);
      if (wanted === (this.#applied.get(name) ?? this.#default(name))) continue;
      calls.push(`set_config(${literal(name)}, ${literal(wanted)}, false)`);
    }
    this.#applied = new Map(client.values);
    return calls.length === 0 ? undefined : simpleQuery(`SELECT ${calls.join(', ')}`);
  }

  /** The query whose answer `capture` wants; to be asked outside of a transaction. */
  question(client: ClientSettings): Buffer {
    const known = [...baseline.keys(), ...client.startup.keys()].map(literal).join(', ');
    const byName = [...client.unlisted].map((name) => `(${literal(name)})`).join(', ');
    return simpleQuery(
      `SELECT lower(name), setting, source = 'session' FROM pg_settings
        WHERE (source = 'session' OR lower(name) IN (${known})) AND name <> 'seed'${
          byName === ''
            ? ''
            : ` UNION ALL SELECT name, coalesce(current_setting(name, true), ''), true
                FROM (VALUES ${byName}) unlisted (name)`
        }`,
    );
  }

  /** Takes the session's settings as those the client chose. */
  capture(client: ClientSettings, response: Uint8Array): void {
    const chosen = new Map<string, string>();
    this.#applied = new Map();
    for (const [name, value, isSet] of textRows(response)) {
      if (name === null || value === null || name === undefined || value === undefined) continue;
      if (value !== this.#default(name)) this.#applied.set(name, value);
      // Neither SET nor left alone, so the client has RESET it.
      const wanted = isSet === 't' ? value : client.startup.get(name);
      if (wanted !== undefined && wanted !== this.#default(name)) chosen.set(name, wanted);
    }
    client.values = chosen;
  }

  #default(name: string): string {
    return this.defaults.get(name) ?? '';
  }
}

/**
 * The first packet of a connection and what it asks for.
 * https://www.postgresql.org/docs/17/protocol-flow.html#PROTOCOL-FLOW-START-UP
 */

import { FramingError, frame, int32, readCString } from './framing.ts';

export type Startup =
  | { kind: 'encryption' }
  | { kind: 'cancel'; pid: number; secret: number }
  | { kind: 'connect'; minor: number; parameters: Map<string, string> };

const sslRequest = 80877103;
const gssRequest = 80877104;
const cancelRequest = 80877102;

/** @throws FramingError when it asks for a protocol other than version 3. */
export function readStartup(body: Buffer): Startup {
  const code = body.readInt32BE(0);
  if (code === sslRequest || code === gssRequest) return { kind: 'encryption' };
  if (code === cancelRequest) {
    return { kind: 'cancel', pid: body.readInt32BE(4), secret: body.readInt32BE(8) };
  }
  if (code >> 16 !== 3) {
    throw new FramingError(
      `unsupported frontend protocol ${code >> 16}.${code & 0xffff}: this server speaks 3.0`,
    );
  }
  return { kind: 'connect', minor: code & 0xffff, parameters: parametersOf(body) };
}

function parametersOf(body: Buffer): Map<string, string> {
  const parameters = new Map<string, string>();
  let offset = 4;
  while (offset < body.length && body[offset] !== 0) {
    const name = readCString(body, offset);
    const value = readCString(body, name.next);
    parameters.set(name.text, value.text);
    offset = value.next;
  }
  return parameters;
}

/** The settings a client wants from its first packet, `options=-c name=value` included; names lower-cased. */
export function requestedSettings(parameters: ReadonlyMap<string, string>): Map<string, string> {
  const settings = new Map<string, string>();
  for (const [name, value] of parameters) {
    if (name === 'options') {
      for (const [key, setting] of optionSettings(value)) settings.set(key, setting);
    } else if (!['user', 'database', 'replication'].includes(name) && !name.startsWith('_pq_.')) {
      settings.set(name.toLowerCase(), value);
    }
  }
  // Drivers name the encoding in many ways; it is the server's own already.
  if (/^'?utf-?8'?$|^unicode$/i.test(settings.get('client_encoding') ?? ''))
    settings.delete('client_encoding');
  return settings;
}

function optionSettings(options: string): [string, string][] {
  const words = options.match(/(?:\\.|\S)+/g)?.map((word) => word.replaceAll(/\\(.)/g, '$1')) ?? [];
  const joined = words.join(' ').replaceAll(/(^| )-c /g, '$1--');
  return joined.split(/(?:^| )--/).flatMap((option): [string, string][] => {
    const at = option.indexOf('=');
    return at < 0
      ? []
      : [[option.slice(0, at).replaceAll('-', '_').toLowerCase(), option.slice(at + 1)]];
  });
}

/** Asks for a password in clear text, which does not leave the machine. */
export const authenticationCleartextPassword = frame('R', int32(3));
export const authenticationOk = frame('R', int32(0));

/** Names the newest version and the options (none) this server knows. */
export const negotiateProtocolVersion = frame('v', int32(0), int32(0));

export function backendKeyData(pid: number, secret: number): Buffer {
  return frame('K', int32(pid), int32(secret));
}

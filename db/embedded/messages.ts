/** What the server says (ErrorResponse, ParameterStatus, …) and how it reads what the database said. */

import { cString, frame, int32, readCString } from './framing.ts';

/** The transaction status of ReadyForQuery: idle, in a transaction, in a failed transaction. */
export type TransactionStatus = 'I' | 'T' | 'E';

/** The SQLSTATE codes this server raises itself. */
export const sqlState = {
  featureNotSupported: '0A000',
  protocolViolation: '08P01',
  idleInTransaction: '25P03',
  invalidAuthorization: '28000',
  invalidPassword: '28P01',
  unknownDatabase: '3D000',
  queryCanceled: '57014',
  adminShutdown: '57P01',
  crashShutdown: '57P02',
  cannotConnectNow: '57P03',
} as const;

export type SqlState = (typeof sqlState)[keyof typeof sqlState];

export interface ServerError {
  severity: 'ERROR' | 'FATAL';
  code: string;
  message: string;
  hint?: string;
}

export function errorResponse(error: ServerError): Buffer {
  const fields = [
    `S${error.severity}`,
    `V${error.severity}`,
    `C${error.code}`,
    `M${error.message}`,
    ...(error.hint === undefined ? [] : [`H${error.hint}`]),
  ];
  return frame('E', ...fields.map(cString), Buffer.alloc(1));
}

export function parameterStatus(name: string, value: string): Buffer {
  return frame('S', cString(name), cString(value));
}

export function readyForQuery(status: TransactionStatus): Buffer {
  return frame('Z', Buffer.from(status));
}

export function simpleQuery(sql: string): Buffer {
  return frame('Q', cString(sql));
}

export function closeStatement(name: string): Buffer {
  return frame('C', Buffer.from('S'), cString(name));
}

export function commandComplete(tag: string): Buffer {
  return frame('C', cString(tag));
}

export function notificationResponse(pid: number, channel: string, payload: string): Buffer {
  return frame('A', int32(pid), cString(channel), cString(payload));
}

/** One message inside a response of the database: `whole` with its header, `body` without. */
export interface ResponseMessage {
  type: string;
  whole: Buffer;
  body: Buffer;
}

/** Walks through the messages of a complete response without copying them. */
function* responseMessages(response: Uint8Array): Generator<ResponseMessage> {
  const bytes = Buffer.from(response.buffer, response.byteOffset, response.byteLength);
  let offset = 0;
  while (offset < bytes.length) {
    const end = offset + 1 + bytes.readInt32BE(offset + 1);
    yield {
      type: String.fromCharCode(bytes.readUInt8(offset)),
      whole: bytes.subarray(offset, end),
      body: bytes.subarray(offset + 5, end),
    };
    offset = end;
  }
}

/** The fields of an ErrorResponse by their letter (`C` the code, `M` the message, …). */
export function errorFields(body: Buffer): Map<string, string> {
  const fields = new Map<string, string>();
  let offset = 0;
  while (offset < body.length && body[offset] !== 0) {
    const { text, next } = readCString(body, offset + 1);
    fields.set(String.fromCharCode(body.readUInt8(offset)), text);
    offset = next;
  }
  return fields;
}

/** An ErrorResponse made of fields as `errorFields` gives them. */
export function errorOfFields(fields: Map<string, string>): Buffer {
  const parts = [...fields].map(([letter, text]) => cString(letter + text));
  return frame('E', ...parts, Buffer.alloc(1));
}

/** The rows of a response in text format; null where the database says NULL. */
export function textRows(response: Uint8Array): (string | null)[][] {
  const rows: (string | null)[][] = [];
  for (const { type, body } of responseMessages(response)) {
    if (type === 'D') rows.push(textColumns(body));
  }
  return rows;
}

function textColumns(body: Buffer): (string | null)[] {
  const columns: (string | null)[] = [];
  let offset = 2;
  for (let index = body.readInt16BE(0); index > 0; index -= 1) {
    const length = body.readInt32BE(offset);
    offset += 4;
    columns.push(length < 0 ? null : body.toString('utf8', offset, offset + length));
    offset += Math.max(length, 0);
  }
  return columns;
}

/** The first error of a response, or undefined. */
export function errorOf(response: Uint8Array): Map<string, string> | undefined {
  for (const { type, body } of responseMessages(response)) {
    if (type === 'E') return errorFields(body);
  }
  return undefined;
}

/** An SQL string literal. */
export function literal(text: string): string {
  const quoted = `'${text.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
  return text.includes('\\') ? `E${quoted}` : quoted;
}

/** A quoted SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Imports as a browser makes them: through the routes, the files by the tus protocol. */
import { expect } from 'vitest';
import { z } from 'zod';
import { POST as cancel } from '#app/api/imports/[id]/cancel/route.ts';
import { POST as choose } from '#app/api/imports/[id]/columns/route.ts';
import { POST as start } from '#app/api/imports/[id]/start/route.ts';
import { POST as create } from '#app/api/imports/route.ts';
import { HEAD, PATCH, POST } from '#app/api/imports/uploads/[[...id]]/route.ts';
import { getImport } from '#db/queries/getImport.ts';
import { errorBody } from '#lib/contract/common.ts';
import { type ImportRecord, importAnswer, uploadPath } from '#lib/contract/imports.ts';
import { until } from './until.ts';

const host = 'http://heartline.test';
const tus = { 'tus-resumable': '1.0.0' };

export interface Refusal {
  status: number;
  code: string;
  message: string;
}

async function refusalOf(answer: Response): Promise<Refusal> {
  const { error } = errorBody.parse(await answer.json());
  return { status: answer.status, code: error.code, message: error.message };
}

function json(body: object): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

type Handler = typeof start;

async function ask(handler: Handler, id: number, body: object): Promise<ImportRecord | Refusal> {
  const request = new Request(`${host}/api/imports/${id}`, json(body));
  const answer = await handler(request, { params: Promise.resolve({ id: String(id) }) });
  return answer.ok ? importAnswer.parse(await answer.json()).import : await refusalOf(answer);
}

export const startImport = (id: number, people: object[]) => ask(start, id, { people });
export const cancelImport = (id: number) => ask(cancel, id, {});
export const chooseColumns = (id: number, body: object) => ask(choose, id, body);

export async function newImport(): Promise<number> {
  const request = new Request(`${host}/api/imports`, json({}));
  const answer = await create(request, { params: Promise.resolve(undefined) });
  return importAnswer.parse(await answer.json()).import.id;
}

/** What is said of a file before its bytes come. @returns the address of the upload, or the refusal. */
export async function beginUpload(
  said: Record<string, string | number>,
  length: number,
  headers: Record<string, string> = {},
): Promise<string | Refusal> {
  const metadata = Object.entries(said)
    .map(([key, value]) => `${key} ${Buffer.from(String(value)).toString('base64')}`)
    .join(',');
  const answer = await POST(
    new Request(`${host}${uploadPath}`, {
      method: 'POST',
      headers: { ...tus, 'upload-length': String(length), 'upload-metadata': metadata, ...headers },
    }),
  );
  if (answer.status !== 201) return await refusalOf(answer);
  return z.string().parse(answer.headers.get('location'));
}

export async function sendPiece(
  address: string,
  offset: number,
  bytes: Buffer,
): Promise<number | Refusal> {
  const answer = await PATCH(
    new Request(`${host}${address}`, {
      method: 'PATCH',
      headers: {
        ...tus,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
        'content-length': String(bytes.length),
      },
      body: new Uint8Array(bytes),
    }),
  );
  if (answer.status !== 204) return await refusalOf(answer);
  return Number(answer.headers.get('upload-offset'));
}

export async function offsetOf(address: string): Promise<number> {
  const answer = await HEAD(new Request(`${host}${address}`, { method: 'HEAD', headers: tus }));
  return Number(answer.headers.get('upload-offset'));
}

/** A file in two pieces, as one that broke off and went on. */
export async function upload(importId: number, name: string, content: string | Buffer) {
  const bytes = Buffer.from(content);
  const address = await beginUpload({ import: importId, name, modified: 0 }, bytes.length);
  if (typeof address !== 'string') throw new Error(address.message);
  const half = Math.ceil(bytes.length / 2);
  await sendPiece(address, 0, bytes.subarray(0, half));
  const arrived = await offsetOf(address);
  if (arrived < bytes.length) await sendPiece(address, arrived, bytes.subarray(arrived));
  return address;
}

export async function untilImport(
  id: number,
  state: ImportRecord['state'],
  seconds = 40,
): Promise<ImportRecord> {
  return await until(
    async () => {
      const found = await getImport(id);
      expect(found.state, found.error ?? '').toBe(state);
      return found;
    },
    { seconds },
  );
}

/** Uploads the files to a new import, and waits until all are read through. */
export async function checkedImport(files: Record<string, string | Buffer>): Promise<ImportRecord> {
  const id = await newImport();
  for (const [name, content] of Object.entries(files)) await upload(id, name, content);
  return await untilImport(id, 'checked');
}

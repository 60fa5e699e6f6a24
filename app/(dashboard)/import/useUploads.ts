'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Upload } from 'tus-js-client';
import type { ImportRecord } from '#lib/contract/imports.ts';

export interface Sending {
  name: string;
  size: number;
  /** Bytes that the server has. */
  sent: number;
  error: string | null;
}

type KnownFile = ImportRecord['files'][number];

const endpoint = '/api/imports/uploads';
/** Bytes of one request: what a break costs at most. */
const pieceSize = 32 * 2 ** 20;
const sideBySide = 3;

/** What tells a file of this computer from another, as far as a page may know. */
export function isSameFile(
  file: File,
  known: Pick<KnownFile, 'name' | 'size' | 'modifiedAt'>,
): boolean {
  return (
    known.name === file.name && known.size === file.size && known.modifiedAt === file.lastModified
  );
}

/**
 * Sends files to the server, some side by side, each going on by itself after a break; and after a
 * reload, when the same file is chosen again.
 * @param arrived called when a file is there, or is not going to be.
 */
export function useUploads(arrived: () => void) {
  const [sending, setSending] = useState<ReadonlyMap<string, Sending>>(new Map());
  const waiting = useRef<(() => void)[]>([]);
  const active = useRef(new Set<Upload>());
  const told = useRef(arrived);
  told.current = arrived;

  const note = useCallback((key: string, change: Partial<Sending> | null) => {
    setSending((before) => {
      const after = new Map(before);
      const known = after.get(key);
      if (change === null) after.delete(key);
      else if (known) after.set(key, { ...known, ...change });
      return after;
    });
  }, []);

  useEffect(() => {
    const uploads = active.current;
    return () => {
      for (const upload of uploads) void upload.abort();
    };
  }, []);

  const next = useCallback(() => {
    if (active.current.size < sideBySide) waiting.current.shift()?.();
  }, []);

  /** @param uploadUrl where it goes on, if some of it is there. */
  const send = useCallback(
    (importId: number, file: File, uploadUrl: string | null) => {
      const key = `${importId}/${file.name}/${file.size}/${file.lastModified}`;
      const { name, size } = file;
      setSending((before) => new Map(before).set(key, { name, size, sent: 0, error: null }));
      const begin = async () => {
        const { Upload } = await import('tus-js-client');
        const ended = (error: string | null) => {
          active.current.delete(upload);
          note(key, error === null ? null : { error });
          told.current();
          next();
        };
        const upload = new Upload(file, {
          endpoint,
          uploadUrl,
          chunkSize: pieceSize,
          retryDelays: [0, 1_000, 3_000, 5_000, 10_000, 20_000],
          storeFingerprintForResuming: false,
          metadata: {
            import: String(importId),
            name,
            modified: String(file.lastModified),
          },
          onProgress: (sent) => note(key, { sent }),
          onSuccess: () => ended(null),
          onError: (error) => ended(reasonOf(error)),
        });
        active.current.add(upload);
        upload.start();
      };
      waiting.current.push(() => void begin());
      next();
    },
    [next, note],
  );

  const forget = useCallback((key: string) => note(key, null), [note]);
  return { sending, send, forget };
}

/** The server's own sentence, where there is one. */
function reasonOf(error: Error): string {
  const body =
    'originalResponse' in error && hasBody(error.originalResponse)
      ? error.originalResponse.getBody()
      : '';
  try {
    const { error: refusal } = JSON.parse(body);
    if (typeof refusal?.message === 'string') return refusal.message;
  } catch {
    // No answer, or one that is another's.
  }
  return 'The connection broke off. Choose the file again to go on where it stopped.';
}

function hasBody(response: unknown): response is { getBody(): string } {
  return typeof response === 'object' && response !== null && 'getBody' in response;
}

export type Uploads = ReturnType<typeof useUploads>;

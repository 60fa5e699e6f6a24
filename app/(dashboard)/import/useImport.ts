'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { createImport, importQuery, importsKey } from '#app/_queries/imports.ts';
import type { ImportRecord } from '#lib/contract/imports.ts';
import { importNumber } from './importAddress.ts';
import { isSameFile, useUploads } from './useUploads.ts';

const open = new Set<ImportRecord['state']>(['uploading', 'checking', 'checked']);

export function takesFiles({ state }: Pick<ImportRecord, 'state'>): boolean {
  return open.has(state);
}

/** The import that the address names, or the one that the first file begins. */
export function useImport() {
  const parameters = useSearchParams();
  const id = importNumber(parameters.get('import'));
  const wanted = parameters.get('user') ?? undefined;
  const client = useQueryClient();
  const query = useQuery({ ...importQuery(id ?? 0), enabled: id !== undefined });
  const record = id === undefined ? undefined : query.data;
  const [problem, setProblem] = useState('');
  const refresh = () => {
    void client.invalidateQueries({ queryKey: ['import'] });
    void client.invalidateQueries({ queryKey: importsKey });
  };
  const uploads = useUploads(refresh);

  const begin = async () => {
    const created = await createImport();
    client.setQueryData(importQuery(created.id).queryKey, created);
    const address = new URLSearchParams({
      import: String(created.id),
      ...(wanted && { user: wanted }),
    });
    window.history.pushState(null, '', `/import?${address}`);
    return created;
  };
  const add = async (files: File[]) => {
    setProblem('');
    try {
      const target = record && takesFiles(record) ? record : await begin();
      for (const file of files) {
        const known = target.files.find((one) => isSameFile(file, one));
        if (known && known.state !== 'uploading') continue;
        uploads.send(target.id, file, known?.uploadUrl ?? null);
      }
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return { id, wanted, record, query, uploads, problem, add, refresh };
}

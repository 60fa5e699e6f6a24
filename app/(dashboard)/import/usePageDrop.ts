'use client';
import { useEffect, useEffectEvent, useState } from 'react';

/** Takes files that are dropped anywhere on the page; a folder is told apart, as browsers list none of its files. */
export function usePageDrop(take: { files(files: File[]): void; folder(): void }) {
  const [isOver, setIsOver] = useState(false);
  const [isReady, setIsReady] = useState(false);
  const onDrag = useEffectEvent((event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setIsOver(true);
  });
  const onLeave = useEffectEvent((event: DragEvent) => {
    if (event.relatedTarget === null) setIsOver(false);
  });
  const onDrop = useEffectEvent((event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setIsOver(false);
    const items = [...(event.dataTransfer?.items ?? [])];
    if (items.some((item) => item.webkitGetAsEntry()?.isDirectory)) take.folder();
    else take.files([...(event.dataTransfer?.files ?? [])]);
  });
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    document.addEventListener('dragover', (event) => onDrag(event), { signal });
    document.addEventListener('dragleave', (event) => onLeave(event), { signal });
    document.addEventListener('drop', (event) => onDrop(event), { signal });
    setIsReady(true);
    return () => stop.abort();
  }, []);
  return { isOver, isReady };
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

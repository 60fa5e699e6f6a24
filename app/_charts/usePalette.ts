'use client';
import { useEffect, useState } from 'react';
import { type Palette, readPalette } from './palette.ts';

/** The colours of the theme in force, followed; undefined before there is a browser to ask. */
export function usePalette(): Palette | undefined {
  const [palette, setPalette] = useState<Palette>();
  useEffect(() => {
    const read = () => setPalette(readPalette(document.body));
    read();
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    system.addEventListener('change', read);
    return () => {
      observer.disconnect();
      system.removeEventListener('change', read);
    };
  }, []);
  return palette;
}

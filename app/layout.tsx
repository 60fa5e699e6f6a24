import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { QueryProvider } from './_queries/QueryProvider.tsx';
import { themeScript } from './_theme/theme.ts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Heartline', template: '%s · Heartline' },
  description: 'Heart rate at home: years to seconds, on your own machine.',
  referrer: 'no-referrer',
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
};

/** Reads a header and so keeps every page dynamic: data is never baked in, and the nonce is fresh. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <script nonce={nonce} suppressHydrationWarning>
          {themeScript}
        </script>
      </head>
      <body>
        <QueryProvider>{children}</QueryProvider>
      </body>
    </html>
  );
}

'use client';
import './globals.css';

/** The last resort, when even the shell failed: it brings its own document. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Heartline failed</title>
        <main>
          <h1>Heartline failed</h1>
          <p>
            The page’s frame could not be made; your data is untouched. The server’s log says why.
          </p>
          <button type="button" onClick={retry}>
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}

import type { Metadata } from 'next';
import { openApiDocument } from '#lib/contract/openapi.ts';
import css from './docs.module.css';
import { Explorer } from './Explorer.tsx';
import { readDocument } from './operations.ts';

export const metadata: Metadata = {
  title: 'API',
  description: 'Every JSON route, with a form to try it',
};

export default function DocsPage() {
  const { version, description, operations } = readDocument(openApiDocument());
  return (
    <div className={css.page}>
      <header className={css.intro}>
        <h1>API</h1>
        <p>{description}</p>
        <p className={css.meta}>
          Version {version} · as a document: <a href="/api/openapi.json">OpenAPI 3.1</a>
        </p>
      </header>
      <Explorer operations={operations} />
    </div>
  );
}

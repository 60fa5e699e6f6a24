/** The arrows of the layout, one way only: app → db/queries, jobs/enqueue; tasks → pipeline → sources, transformers, loaders → db → lib. */
const only = (name, from, notTo, comment) => ({
  name,
  severity: 'error',
  comment,
  from,
  to: notTo,
});

module.exports = {
  forbidden: [
    only('no-circular', {}, { circular: true }, 'A circle has no direction.'),
    only(
      'nothing-imports-app',
      { pathNot: '^app/' },
      { path: '^app/' },
      'Screens and routes are the end of the way.',
    ),
    only(
      'app-reads-by-queries-only',
      { path: '^app/' },
      {
        path: '^(db|jobs|commands|bench|lib/etl)/',
        pathNot:
          '^(db/queries/|db/client\\.ts$|jobs/(enqueue|cancelRun|importQueue|requestSourceChange|getSchedule)\\.ts$|lib/etl/(registry|participants)\\.ts$)',
      },
      'Screens and routes ask db/queries, enqueue or cancel; no SQL and no ETL there.',
    ),
    only(
      'extract-and-transform-know-no-database',
      { path: '^lib/etl/(sources|files|transformers)/' },
      { path: '^(db|jobs|app|commands)/' },
      'Extract and transform are pure of storage.',
    ),
    only(
      'lib-below-db',
      { path: '^lib/(?!etl/|connections/|imports/)' },
      { path: '^(db|jobs|app|commands|bench|lib/etl|lib/connections|lib/imports)/' },
      'lib is the ground floor.',
    ),
    only(
      'connections-know-no-pipeline',
      { path: '^lib/connections/' },
      { path: '^(jobs|app|commands|bench|lib/etl)/' },
      'Accounts and tokens are kept without knowing who uses them.',
    ),
    only(
      'pipeline-is-given-its-authorisation',
      { path: '^lib/etl/' },
      { path: '^lib/connections/' },
      'A run is handed an Authorisation; it does not look for tokens.',
    ),
    only(
      'sources-do-not-load',
      { path: '^lib/etl/(sources|files)/' },
      { path: '^lib/etl/(loaders|transformers|pipeline)' },
      'A source hands over raw records and knows nothing of what follows.',
    ),
    only(
      'sources-keep-apart',
      { path: '^lib/etl/sources/([^/]+)/' },
      { path: '^lib/etl/sources/([^/]+)/', pathNot: '^lib/etl/sources/$1/' },
      'One folder a source.',
    ),
    only(
      'files-know-no-kind',
      { path: '^lib/etl/files/', pathNot: '\\.test\\.ts$' },
      { path: '^lib/etl/sources/', pathNot: '^lib/etl/sources/file/' },
      'What all kinds of files are read with knows none of them but by lib/etl/fileKinds.ts.',
    ),
    only(
      'imports-above-etl',
      { path: '^lib/etl/' },
      { path: '^lib/imports/' },
      'The pipeline loads what it is given; who brought it, it does not know.',
    ),
    only(
      'imports-below-jobs',
      { path: '^lib/imports/' },
      { path: '^(app|jobs|commands|bench)/' },
      'An import does not know who performs it.',
    ),
    only(
      'db-below-etl',
      { path: '^db/' },
      { path: '^(app|jobs|commands|bench|lib/etl)/' },
      'The database knows nobody above it.',
    ),
    only(
      'etl-below-jobs',
      { path: '^lib/etl/' },
      { path: '^(app|jobs|commands|bench)/' },
      'The pipeline does not know who runs it.',
    ),
    only(
      'jobs-below-app',
      { path: '^jobs/' },
      { path: '^(app|commands|bench)/' },
      'A job does not know who asked for it.',
    ),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules|\\.next)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.css'],
    },
  },
};

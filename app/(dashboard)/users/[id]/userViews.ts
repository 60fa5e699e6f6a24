/** The views of one user's data, in the order of their tabs; `path` follows `/users/{id}/`. */
export const userViews: readonly { path: string; label: string }[] = [
  { path: '', label: 'Chart' },
  { path: 'day', label: 'Day' },
  { path: 'calendar', label: 'Calendar' },
  { path: 'rhythm', label: 'Rhythm' },
  { path: 'trends', label: 'Trends' },
  { path: 'annotations', label: 'Annotations' },
  { path: 'coverage', label: 'Coverage' },
  { path: 'sources', label: 'Sources' },
  { path: 'connection', label: 'Connection' },
];

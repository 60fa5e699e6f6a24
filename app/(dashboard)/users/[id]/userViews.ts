/** The views of one user's data, in the order of their tabs; `path` follows `/users/{id}/`. */
export const userViews: readonly { path: string; label: string }[] = [
  { path: '', label: 'Chart' },
  { path: 'annotations', label: 'Annotations' },
  { path: 'coverage', label: 'Coverage' },
  { path: 'connection', label: 'Connection' },
];

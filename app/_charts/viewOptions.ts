/** How a chart is looked at, beside its window: which layers are on and whose clock is shown. */

export const layerKeys = ['zones', 'resting', 'nights', 'annotations'] as const;
export type LayerKey = (typeof layerKeys)[number];
export const clocks = ['user', 'utc', 'own'] as const;
/** The clock of the user whose data it is, UTC, or that of whoever looks. */
export type Clock = (typeof clocks)[number];

export interface ViewOptions {
  layers: readonly LayerKey[];
  clock: Clock;
}

/** What somebody wrote is shown unless it is switched off. */
const usual: readonly LayerKey[] = ['annotations'];

/** What an address says; what makes no sense is left out. */
export function parseViewOptions(layers: unknown, clock: unknown): ViewOptions {
  const named = typeof layers === 'string' ? layers.split(',') : usual.map(String);
  return {
    layers: layerKeys.filter((key) => named.includes(key)),
    clock: clocks.find((key) => key === clock) ?? 'user',
  };
}

/** Writes them into an address; what is as usual stays out of it. */
export function writeViewOptions({ layers, clock }: ViewOptions, query: URLSearchParams): void {
  if (layers.join() === usual.join()) query.delete('layers');
  else query.set('layers', layers.join(',') || 'none');
  if (clock === 'user') query.delete('clock');
  else query.set('clock', clock);
}

export function toggleLayer(options: ViewOptions, key: LayerKey): ViewOptions {
  const layers = layerKeys.filter((other) => options.layers.includes(other) !== (other === key));
  return { ...options, layers };
}

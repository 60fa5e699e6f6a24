/** Speaking with the process that started this one, where one did: ready, and gone. */

/** Tells the parent that the work has begun; does nothing without a parent. */
export function tellReady(): void {
  process.send?.({ ready: true });
}

/** Tells the parent why this process cannot do its work. */
export function tellFailed(code: string, message: string): void {
  process.send?.({ ready: false, code, message });
}

/** Calls back once when the parent has ended, however it ended. */
export function onParentGone(callback: () => void): void {
  if (process.send) process.once('disconnect', callback);
}

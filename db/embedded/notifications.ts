/**
 * Who listens to which channel. The one database session listens to a channel as long as any
 * client does; what it is notified of goes to the clients that asked, and to no other.
 */

export interface Listener {
  /** @param pid the number of the client that notified. */
  notify(pid: number, channel: string, payload: string): void;
}

export class Notifications {
  #listeners = new Map<string, Set<Listener>>();

  add(listener: Listener, channel: string): void {
    const set = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, set.add(listener));
  }

  /**
   * @param channel undefined for all of the listener's channels.
   * @returns the channels nobody listens to any more, for the session to leave.
   */
  remove(listener: Listener, channel: string | undefined): string[] {
    const channels = channel === undefined ? [...this.#listeners.keys()] : [channel];
    return channels.filter((name) => {
      const set = this.#listeners.get(name);
      if (set === undefined || !set.delete(listener) || set.size > 0) return false;
      return this.#listeners.delete(name);
    });
  }

  publish(pid: number, channel: string, payload: string): void {
    for (const listener of this.#listeners.get(channel) ?? []) {
      listener.notify(pid, channel, payload);
    }
  }
}

/** `channel` undefined: all of the client's channels. */
export type ListenChange =
  | { kind: 'listen'; channel: string }
  | { kind: 'unlisten'; channel: string | undefined };

/** The LISTENs and UNLISTENs of a client's open transaction: they count when it commits. */
export class PendingListens {
  #changes: ListenChange[] = [];

  add(change: ListenChange): void {
    this.#changes.push(change);
  }

  /** @returns the channels nobody listens to any more. */
  commit(notifications: Notifications, listener: Listener): string[] {
    const left = new Set<string>();
    for (const change of this.#changes) {
      if (change.kind === 'listen') {
        notifications.add(listener, change.channel);
        left.delete(change.channel);
      } else {
        for (const channel of notifications.remove(listener, change.channel)) left.add(channel);
      }
    }
    this.#changes = [];
    return [...left];
  }

  rollback(): void {
    this.#changes = [];
  }
}

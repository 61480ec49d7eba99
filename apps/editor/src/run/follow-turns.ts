import type { QueueEntry } from './queue-entry.ts';

/**
 * Runs of one server that are followed at once. Each holds a connection, and browsers allow six to a host over all of
 * their tabs: the others are for pictures, cancelling, and another tab.
 */
const FOLLOWED = 2;

/** With one that is being cancelled: its end is near, and does not wait for that of the runs before it. */
const FOLLOWED_WITH_CANCELLED = 3;

/**
 * Whose turn it is to be followed. A server goes through its queue in order and keeps what it tells, so that a run is
 * followed late without missing anything.
 */
export class FollowTurns {
  /** In the order in which they asked. */
  readonly #waiting = new Map<QueueEntry, () => void>();
  readonly #followed = new Set<QueueEntry>();

  /** Resolves when the run may be followed, until `end`. */
  begin(entry: QueueEntry): Promise<void> {
    return new Promise((begin) => {
      this.#waiting.set(entry, begin);
      this.review();
    });
  }

  end(entry: QueueEntry): void {
    this.#followed.delete(entry);
    this.review();
  }

  /** Gives turns to those that may have one by now; to be called when a run is being cancelled. */
  review(): void {
    for (const [entry, begin] of this.#waiting) {
      if (!this.#mayBegin(entry)) continue;
      this.#waiting.delete(entry);
      this.#followed.add(entry);
      begin();
    }
  }

  #mayBegin({ place, cancelling }: QueueEntry): boolean {
    const there = [...this.#followed].filter((entry) => entry.place.url === place.url);
    return there.length < (cancelling === 'accepted' ? FOLLOWED_WITH_CANCELLED : FOLLOWED);
  }
}

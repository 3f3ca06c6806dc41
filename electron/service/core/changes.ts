/** Tells every open window, after a commit, which topics changed. */
export class Changes {
  private readonly listeners = new Set<(topics: string[]) => void>();

  publish(topics: Iterable<string>): void {
    const list = [...topics];
    if (list.length > 0) for (const listener of this.listeners) listener(list);
  }

  /** A sequence of changes that ends with `signal`. Changes not fetched yet are merged. */
  async *subscribe(signal?: AbortSignal): AsyncGenerator<{ topics: string[] }> {
    const waiting = new Set<string>();
    let wake = () => {};
    const listener = (topics: string[]) => {
      for (const topic of topics) waiting.add(topic);
      wake();
    };
    this.listeners.add(listener);
    const stop = () => wake();
    signal?.addEventListener('abort', stop);
    try {
      while (!signal?.aborted) {
        if (waiting.size === 0) await new Promise<void>((resolve) => (wake = resolve));
        if (waiting.size === 0) continue;
        const topics = [...waiting];
        waiting.clear();
        yield { topics };
      }
    } finally {
      signal?.removeEventListener('abort', stop);
      this.listeners.delete(listener);
    }
  }
}

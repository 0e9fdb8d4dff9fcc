/** Which events a page sends, by sink and id. */
export class Held {
  /** Note events. */
  add(sink: string, ids: readonly string[]): void {
    const held = this._held.get(sink) ?? new Set<string>();
    this._held.set(sink, held);
    ids.forEach(id => held.add(id));
  }

  /** Whether this page sends an event. */
  has(sink: string, id: string): boolean {
    return this._held.get(sink)?.has(id) ?? false;
  }

  /** Events are settled, or gone. */
  remove(sink: string, ids: readonly string[]): void {
    ids.forEach(id => this._held.get(sink)?.delete(id));
  }

  /** All events, which this page does not send any more. */
  take(): [string, string[]][] {
    const all = [...this._held].map(([sink, ids]): [string, string[]] => [
      sink,
      [...ids]
    ]);
    this._held.clear();
    return all;
  }

  private readonly _held = new Map<string, Set<string>>();
}

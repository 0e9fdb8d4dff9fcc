import type { IKeptRow } from './indexeddb.js';

/** An event: of which sink it is, and its id. */
export type Key = Pick<IKeptRow, 'sink' | 'id'>;

/** In which group each event lies on the device. */
export class Groups {
  /** Note the events of a group. */
  add(group: string, keys: readonly Key[]): void {
    keys.forEach(key => this._groups.set(nameOf(key), group));
  }

  /** The groups of some events. */
  of(keys: readonly Key[]): Set<string> {
    return new Set(keys.flatMap(key => this._groups.get(nameOf(key)) ?? []));
  }

  /** Forget some events; those that are in a group come back by group. */
  take(keys: readonly Key[]): Map<string, Set<string>> {
    const taken = new Map<string, Set<string>>();
    for (const key of keys) {
      const name = nameOf(key);
      const group = this._groups.get(name);
      if (group !== undefined) {
        this._groups.delete(name);
        taken.set(group, (taken.get(group) ?? new Set()).add(name));
      }
    }
    return taken;
  }

  private readonly _groups = new Map<string, string>();
}

/** One word for an event; an id holds no space. */
export function nameOf({ sink, id }: Key): string {
  return `${id} ${sink}`;
}

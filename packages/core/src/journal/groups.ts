import type { IKeptRow } from './indexeddb.js';

/** An event: of which sink it is, and its id. */
export type Key = Pick<IKeptRow, 'sink' | 'id'>;

/** How many events are one value on the device, at most. */
const GROUP = 100;

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

/** Rows in groups, each under the id of its first. */
export function grouped(rows: readonly IKeptRow[]): Map<string, IKeptRow[]> {
  const groups = new Map<string, IKeptRow[]>();
  for (let first = 0; first < rows.length; first += GROUP) {
    groups.set(nameOf(rows[first]), rows.slice(first, first + GROUP));
  }
  return groups;
}

/** Sorts rows by when they were kept, then by their numbers. */
export function byAge(one: IKeptRow, other: IKeptRow): number {
  return one.at - other.at || one.record.sequence - other.record.sequence;
}

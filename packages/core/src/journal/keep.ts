import type { Counters } from '../counters.js';
import type { Lane } from '../lane.js';
import type { ISink } from '../sink.js';
import type { IRecord } from '../types.js';
import type { IDevice } from './device.js';
import { browser } from './device.js';
import type { IPlace } from './place.js';
import { SharedStore } from './shared.js';
import type { ISettled, IStore, IStoreListener } from './types.js';

/** Those whose events are kept. */
export interface IKeepOptions {
  readonly lanes: ReadonlyMap<string, Lane>;
  readonly counters: Counters;

  /** Whether an event may outlive its page. */
  readonly mayKeep: (record: IRecord) => boolean;

  /** What policy and consent leave of an event that waits for a sink. */
  readonly again: (record: IRecord, sink: ISink) => IRecord | null;

  /** An event got further on its way to a sink. */
  readonly progress: (record: IRecord, sink: string, settled: ISettled) => void;

  /** Another tab was told that nothing of these schemas may be kept. */
  readonly forgotten: (schemaIds: readonly string[]) => void;

  /** The store can be used no more. */
  readonly broken: () => void;
}

/** Open the store that keeps a page's events, and give it what waits. */
export async function keep(
  options: IKeepOptions,
  place: Omit<IPlace, 'device' | 'listener'> & { readonly device?: IDevice }
): Promise<IStore> {
  const links: { store: IStore | null } = { store: null };
  const store = await SharedStore.open({
    ...place,
    device: place.device ?? browser(),
    listener: listener(options, links)
  });
  links.store = store;
  return store;
}

/** What waits in memory and may be kept is kept. */
export function move(
  { lanes, mayKeep }: Pick<IKeepOptions, 'lanes' | 'mayKeep'>,
  store: IStore
): void {
  for (const [name, lane] of lanes) {
    const records = lane.journal.records.filter(mayKeep);
    lane.remove(records.map(({ id }) => id));
    records.forEach(record => store.add(name, record));
  }
}

function listener(
  options: IKeepOptions,
  links: { readonly store: IStore | null }
): IStoreListener {
  const { lanes, counters, again, progress } = options;
  const lane = (name: string): Lane | undefined => lanes.get(name);
  return {
    send: (name, records, isOwn) => {
      for (const record of records) {
        const to = lane(name);
        const left = to && !isOwn ? again(record, to.sink) : record;
        if (to && left) {
          to.send(left);
        } else {
          links.store?.revised(name, [record.id], []);
        }
      }
    },
    release: (name, ids) => lane(name)?.remove(ids),
    progress: (name, record, settled) => progress(record, name, settled),
    lost: (name, record, reason) => {
      lane(name)?.losses.add(record.session, record.sequence, reason);
      counters.count(record.schema_id, 'dropped');
      progress(record, name, { id: record.id, state: 'refused' });
    },
    losses: name => lane(name)?.losses.take() ?? [],
    report: (name, reports) => lane(name)?.losses.restore(reports),
    forgotten: options.forgotten,
    hurry: () => lanes.forEach(one => void one.dispatcher.flush()),
    broken: options.broken
  };
}

import type {
  EventLog,
  IDestination,
  IPageSink,
  IPolicyView,
  IRecord,
  ISendOptions,
  ISink,
  Outcome
} from '@jupyter-eventlog/core';
import type { ILoadOptions } from '@jupyter-eventlog/sinks/load';
import { loadSink } from '@jupyter-eventlog/sinks/load';
import type { IDisposable } from '@lumino/disposable';
import { DisposableDelegate } from '@lumino/disposable';

/** The class of sinks that extensions bring. */
const BROUGHT = 'extension';

/** A sink that nobody may add. */
export class SinkError extends Error {}

/** What the sinks of a page need. */
export interface IPageSinksOptions extends Pick<
  ILoadOptions,
  'fetch' | 'jupyterEvents'
> {
  readonly log: EventLog;
}

/** The sinks of a page that its policy names, each loaded when it is needed. */
export class PageSinks {
  constructor(private readonly _options: IPageSinksOptions) {}

  /** Have the sinks that a policy names, and no others. */
  follow(policy: IPolicyView): void {
    const { log } = this._options;
    const { page_sinks = {}, destinations } = policy;
    this._policy = policy;
    const wanted = new Map(
      Object.entries(page_sinks).flatMap(([name, said]) => {
        const place = destinations.find(one => one.name === name);
        return place ? [[name, { said, place }] as const] : [];
      })
    );
    for (const [name, known] of this._known) {
      if (known !== JSON.stringify(wanted.get(name))) {
        log.removeSink(name);
        this._known.delete(name);
        this._loaded.delete(name);
      }
    }
    for (const [name, { said, place }] of wanted) {
      if (!this._known.has(name)) {
        this._known.set(name, JSON.stringify({ said, place }));
        log.addSink(new LazySink(place, () => this._load(said, place)));
      }
    }
  }

  /**
   * Bring the code of a sink that the policy leaves to extensions. The result
   * takes it away; what waits stays for when it comes again.
   *
   * Throws SinkError for any other sink, and for one that leads further than the
   * policy says.
   */
  bring(sink: ISink): IDisposable {
    const { name } = sink;
    const { page_sinks = {}, destinations } = this._policy!;
    const free = Object.keys(page_sinks).filter(
      one => page_sinks[one].class === BROUGHT
    );
    if (!free.includes(name)) {
      const names = free.map(one => `"${one}"`).join(', ') || 'none';
      throw new SinkError(
        `"${name}" is not one of the sinks that the policy leaves to extensions (${names}): an operator lists it in EventLog.sinks as {"class": "extension", "runs_in": "page", "destination": …}`
      );
    }
    const place = destinations.find(one => one.name === name);
    if (sink.thirdParty && !place?.third_party) {
      throw new SinkError(
        `"${name}" leads to a third party (${sink.destination}), but the policy says that it does not: its operator must say "third_party": True`
      );
    }
    if (this._brought.has(name)) {
      throw new SinkError(`"${name}" is there already`);
    }
    this._brought.set(name, sink);
    // What has waited for it need not wait longer.
    void this._options.log.flush();
    return new DisposableDelegate(() => this._brought.delete(name));
  }

  private async _load(said: IPageSink, place: IDestination): Promise<ISink> {
    const { name, destination, third_party: thirdParty } = place;
    const known = this._brought.get(name) ?? this._loaded.get(name);
    if (known) {
      return known;
    }
    if (said.class === BROUGHT) {
      throw new Error('No extension has brought it.');
    }
    const options = { ...this._options, name, destination, thirdParty };
    const loaded = await loadSink(said, options);
    this._loaded.set(name, loaded);
    return loaded;
  }

  private _policy: IPolicyView | null = null;

  /** What the policy said of each sink that is there. */
  private readonly _known = new Map<string, string>();
  private readonly _loaded = new Map<string, ISink>();
  private readonly _brought = new Map<string, ISink>();
}

/** A sink as the policy describes it, whose code comes with its first batch. */
class LazySink implements ISink {
  constructor(
    place: IDestination,
    private readonly _load: () => Promise<ISink>
  ) {
    this.name = place.name;
    this.destination = place.destination;
    this.thirdParty = place.third_party;
  }

  readonly name: string;
  readonly destination: string;
  readonly thirdParty: boolean;
  readonly isLast = true;

  get confirms(): boolean {
    return this._confirms;
  }

  async send(
    batch: readonly IRecord[],
    { keepalive }: ISendOptions = {}
  ): Promise<Outcome> {
    const sink = await this._load();
    this._confirms = sink.confirms !== false;
    // Neither whose events these are nor what was lost is for others to know.
    return sink.send(batch, { keepalive });
  }

  private _confirms = true;
}

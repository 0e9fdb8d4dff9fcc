import type {
  EventLog,
  IPolicyView,
  IPorts,
  ISink
} from '@jupyter-eventlog/core';
import type { IDisposable } from '@lumino/disposable';
import type { IFailingSink } from './failures.js';
import { Failures } from './failures.js';
import type { ITelemetryOptions } from './options.js';
import type { PageSinks } from './pageSinks.js';
import { isKnown } from './policy.js';
import type { Traffic } from './traffic.js';

/** What additions need. */
export interface IAdditionsOptions extends Pick<
  ITelemetryOptions,
  'jupyterEvents'
> {
  readonly log: EventLog;
  readonly ports: IPorts;
  readonly request: Traffic;
}

/** What goes beyond the server half: the page's own sinks, and what extensions bring. */
export class Additions {
  constructor(private readonly _options: IAdditionsOptions) {}

  /** The page's own destinations that take nothing at present. */
  get failing(): readonly IFailingSink[] {
    return this._failures.current;
  }

  /** See whether any of them has begun or ceased to fail. */
  look(policy: IPolicyView | null): boolean {
    return this._failures.update(this._options.log.failing, policy);
  }

  /** Load what a policy needs. Rejects where that cannot be had now. */
  async prepare(policy: IPolicyView): Promise<void> {
    if (Object.keys(policy.page_sinks ?? {}).length > 0) {
      await this._loadSinks();
    }
  }

  /** Have the sinks that a policy names. */
  follow(policy: IPolicyView): void {
    this._sinks?.follow(policy);
  }

  /** See ITelemetry.addSink. */
  async addSink(sink: ISink, policy: IPolicyView | null): Promise<IDisposable> {
    if (!policy) {
      throw new Error(
        `There is no policy that lists "${sink.name}": nothing is added.`
      );
    }
    const sinks = await this._loadSinks();
    sinks.follow(policy);
    return sinks.bring(sink);
  }

  /** See ITelemetry.registerSchema. Whether the policy may read otherwise now. */
  async registerSchema(
    schema: object,
    policy: IPolicyView | null
  ): Promise<boolean> {
    const { request, ports } = this._options;
    const { registered } = await import('./registration.js');
    const document = registered(schema, policy);
    if (request.learn) {
      await request.learn(document);
      return true;
    }
    if (policy && !isKnown(document, policy)) {
      ports.warn(
        `Jupyter EventLog: nothing of ${String(document.$id)} version ${String(document.version)} is collected: the server does not know it. Ship it as a data file in share/jupyter/eventlog/schemas.`
      );
    }
    return false;
  }

  private async _loadSinks(): Promise<PageSinks> {
    const { PageSinks } = await import('./pageSinks.js');
    const { log, request, jupyterEvents } = this._options;
    this._sinks ??= new PageSinks({
      log,
      fetch: request.fetch,
      jupyterEvents
    });
    return this._sinks;
  }

  private readonly _failures = new Failures();
  private _sinks: PageSinks | null = null;
}

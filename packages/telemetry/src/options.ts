import type { IEventLogOptions, IStorageOptions } from '@jupyter-eventlog/core';
import type { ILoadOptions } from '@jupyter-eventlog/sinks/load';
import type { IOverrides } from './narrow.js';
import type { IRequest } from './request.js';

/** What the service needs. */
export interface ITelemetryOptions {
  /** Whether the page says that something may be collected. */
  readonly enabled: boolean;

  /** Whether the page says that the configuration holds a mistake. */
  readonly error?: boolean;
  readonly request: IRequest;

  /** False for a page without a server, whose `request` is its own. */
  readonly hasServer?: boolean;
  readonly overrides?: IOverrides;

  /** Posts to the server's `/api/events`, for a sink of the page that leads there. */
  readonly jupyterEvents?: ILoadOptions['jupyterEvents'];

  /** Lets events outlive the page, once a person has said yes to them. */
  readonly storage?: IStorageOptions;

  /** For tests and unusual surroundings; the defaults are those of EventLog. */
  readonly eventlog?: Omit<IEventLogOptions, 'sinks' | 'storage'>;
}

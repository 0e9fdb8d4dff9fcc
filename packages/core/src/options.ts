import type { LoadTools } from './filter.js';
import type { IStorageOptions } from './keeper.js';
import type { ILimits } from './lane.js';
import type { IPorts } from './ports.js';
import type { ISink } from './sink.js';

/** What an event log needs. */
export interface IEventLogOptions {
  readonly sinks: readonly ISink[];

  /** Loads validation and hashes when something may first be collected. */
  readonly tools?: LoadTools;
  readonly ports?: IPorts;
  readonly limits?: Partial<ILimits>;

  /** Lets events outlive the page, once a person has said yes to them. */
  readonly storage?: IStorageOptions;
}

import type { Outcome } from './dispatch/outcome.js';
import type { IReport } from './losses.js';
import type { IRecord } from './types.js';

/** What a sink is told about a batch. */
export interface ISendOptions {
  /** The page is closing: the request must outlive it. */
  readonly keepalive?: boolean;

  /** Whose events these are, as the server knows the person. */
  readonly person?: string;

  /** What was lost since the last report. */
  readonly report?: readonly IReport[];
}

/** A destination of a browser's events. */
export interface ISink {
  /** The name by which a policy lists it. */
  readonly name: string;

  /** Where it leads, in words. */
  readonly destination: string;
  readonly thirdParty: boolean;

  /**
   * Whether nobody filters after this browser. Such a sink gets only what was
   * validated here, with hashes applied, and what the policy sends to its name.
   */
  readonly isLast: boolean;

  /**
   * False for a service that answers the same to anything: what it was sent is
   * never known to have arrived. The default is true.
   */
  readonly confirms?: boolean;

  /** Send some events. A rejection is a failure that may pass. */
  send(batch: readonly IRecord[], options?: ISendOptions): Promise<Outcome>;
}

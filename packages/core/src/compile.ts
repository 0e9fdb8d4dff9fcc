import type { IPipelineOptions } from './pipeline.js';
import { Pipeline } from './pipeline.js';
import { readView } from './policyView.js';
import type { IPorts } from './ports.js';
import { inSample } from './stages/consent.js';
import type { ITools } from './tools.js';
import type { Hash } from './transforms.js';
import type { IPolicyView } from './views.js';

/** A policy, ready for events. */
export interface ICompiled {
  /** For receivers that filter again. */
  readonly hop: Pipeline;

  /** For receivers behind which nobody filters; null where they get nothing. */
  readonly last: Pipeline | null;

  /** Whether a session is one of those that a schema's policy keeps. */
  inSample(schemaId: string, session: string): boolean;
}

/**
 * Make a policy ready for events. `key` is that of `hash`.
 *
 * Throws PolicyError for a policy that is not understood.
 */
export function compilePolicy(
  view: IPolicyView,
  tools: ITools,
  key: Uint8Array,
  ports: IPorts
): ICompiled {
  const { schemas, policy } = readView(view);
  const { validation, hashes } = tools;
  const sha256 = hashes?.sha256 ?? null;
  const options = (hash: Hash | null): IPipelineOptions => ({
    validation,
    sha256,
    hash,
    now: ports.now
  });
  return {
    hop: new Pipeline(schemas, policy, options(null)),
    // Where nobody filters again, only what was validated here may go.
    last:
      validation && hashes
        ? new Pipeline(schemas, policy, options(hashes.hashWith(key)))
        : null,
    inSample: (schemaId, session) => {
      const entry = policy.entry(schemaId);
      return entry !== undefined && inSample(entry, session, sha256);
    }
  };
}

import type { IPipelineOptions } from './pipeline.js';
import { Pipeline } from './pipeline.js';
import { readView } from './policyView.js';
import type { IPorts } from './ports.js';
import type { ITools } from './tools.js';
import type { Hash } from './transforms.js';
import type { IPolicyView } from './views.js';

/** A policy, ready for events. */
export interface ICompiled {
  /** For receivers that filter again. */
  readonly hop: Pipeline;

  /** For receivers behind which nobody filters; null where they get nothing. */
  readonly last: Pipeline | null;
}

/** Make a server's policy ready for events. `key` is that of `hash`. */
export function compilePolicy(
  view: IPolicyView,
  tools: ITools,
  key: Uint8Array,
  ports: IPorts
): ICompiled {
  const { registry, policy } = readView(view, ports.warn, tools.check);
  const { validator, hashes } = tools;
  const options = (hash: Hash | null): IPipelineOptions => ({
    validator,
    sha256: hashes?.sha256 ?? null,
    hash,
    now: ports.now
  });
  return {
    hop: new Pipeline(registry, policy, options(null)),
    // Where nobody filters again, only what was validated here may go.
    last:
      validator && hashes
        ? new Pipeline(registry, policy, options(hashes.hashWith(key)))
        : null
  };
}

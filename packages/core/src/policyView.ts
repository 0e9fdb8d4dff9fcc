import { entryOf } from './entry.js';
import { Policy } from './policy.js';
import { Schemas } from './schemas.js';
import type { IPolicyView } from './views.js';

/** A policy as it was given, ready to filter by. */
export interface IReadPolicy {
  readonly schemas: Schemas;
  readonly policy: Policy;
}

/**
 * Read a policy in which somebody has looked for mistakes: a server's, or that
 * of `writtenView`.
 *
 * Throws PolicyError for what is not understood.
 */
export function readView(view: IPolicyView): IReadPolicy {
  const schemas = new Schemas();
  view.schemas.forEach(document => schemas.add(document));
  view.classifications?.forEach(overlay => schemas.classify(overlay));
  const entries = new Map(
    Object.entries(view.allowed_schemas).map(([id, said]) => [
      id,
      entryOf(id, said)
    ])
  );
  return {
    schemas,
    policy: new Policy({}, [], entries, new Map(), null, [])
  };
}

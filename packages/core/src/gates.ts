import { own } from './json.js';
import type { Status } from './reasons.js';
import type { IPolicyView } from './views.js';

/**
 * Whether a schema's events are taken, or the verdict that all of them get;
 * `dropped` while nobody can tell.
 */
export type Gate = 'open' | 'dropped' | Status;

/** A person's answers, by schema. */
export interface IGranted {
  readonly [schemaId: string]: boolean;
}

/** The sinks that get nothing although their policy names them, by schema. */
export interface IRefused {
  readonly [schemaId: string]: readonly string[];
}

/**
 * The gate of each schema that a policy lists, so that an event for which there
 * is nothing to do costs one look-up.
 *
 * `inSample` tells whether this session is one of those that a schema keeps.
 */
export function gatesOf(
  view: IPolicyView,
  granted: IGranted,
  inSample: (schemaId: string) => boolean
): Map<string, Gate> {
  return new Map(
    Object.entries(view.allowed_schemas).map(([schemaId, { consent }]) => {
      const isAgreed =
        consent === 'required' || own(granted, schemaId) === true;
      if (!isAgreed) {
        return [schemaId, 'no-consent'];
      }
      return [schemaId, inSample(schemaId) ? 'open' : 'sampled'];
    })
  );
}

import { ajvValidator } from '../ajv.js';
import { schemaCheck } from '../dialect/examples.js';
import { hashWith, sha256 } from '../hash.js';
import { own, versionText } from '../json.js';
import { Pipeline, isDrop } from '../pipeline.js';
import { readPolicy } from '../policyCheck.js';
import { Registry } from '../registry.js';
import type { IOverlay } from '../schemas.js';
import type { Status } from '../reasons.js';
import { validation } from '../stages/validate.js';
import type { JSONObject } from '../types.js';
import type { Check, ICase, ISuite } from './suite.js';
import { difference } from './suite.js';

/** What became of an event; `data` and `redacted` when it is stored. */
export interface IFound {
  readonly status: Status;
  readonly data?: JSONObject;
  readonly redacted?: string[];
}

/** The registry of a suite. */
export function suiteRegistry(suite: ISuite): Registry {
  const registry = new Registry(schemaCheck(ajvValidator()));
  suite.schemas?.forEach(schema => registry.register(schema));
  suite.classifications?.forEach((overlay: IOverlay) =>
    registry.classify(overlay)
  );
  return registry;
}

/** The pipeline of a suite. */
export function suitePipeline(suite: ISuite): Pipeline {
  const schemas = suiteRegistry(suite);
  const policy = readPolicy(suite.policy ?? {}, schemas);
  const key = policy.hashKey ?? crypto.getRandomValues(new Uint8Array(32));
  return new Pipeline(schemas, policy, {
    validation: validation(ajvValidator()!),
    sha256,
    hash: hashWith(key),
    now: Date.now
  });
}

/**
 * What becomes of one event.
 *
 * Without `consent` everything is granted; a schema that it lacks is not.
 */
export function evaluate(
  pipeline: Pipeline,
  consent: ISuite['consent'],
  event: JSONObject
): IFound {
  const verdict = pipeline.process(
    {
      schema_id: String(event.schema_id),
      version: versionText(event.version) ?? '',
      data: event.data,
      session: event.session as string | undefined,
      redacted: event.redacted ?? undefined
    },
    schemaId => !consent || own(consent, schemaId) === true
  );
  if (isDrop(verdict)) {
    return { status: verdict.status };
  }
  const { data, redacted } = verdict.draft;
  return { status: 'stored', data, redacted };
}

/** Cases `{event, expect: {status, data?, redacted?}}`. */
export function events(suite: ISuite): Check {
  const pipeline = suitePipeline(suite);
  return ({ event, expect }: ICase) =>
    difference(
      evaluate(pipeline, suite.consent, event as JSONObject),
      expect as JSONObject
    );
}

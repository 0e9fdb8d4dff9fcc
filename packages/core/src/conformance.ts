import { ajvValidator } from './ajv.js';
import { hashWith, sha256 } from './hash.js';
import { canonical, own, versionText } from './json.js';
import { Pipeline, isDrop } from './pipeline.js';
import { parsePolicy } from './policyReader.js';
import type { IOverlay } from './registry.js';
import { Registry } from './registry.js';
import type { Status } from './reasons.js';
import type { JSONObject, JSONValue } from './types.js';

/** One event and what must become of it. */
export interface ICase {
  readonly title: string;
  readonly event: JSONObject & { schema_id: string; version: string | number };
  readonly expect: JSONObject;
}

/** A file of language-neutral vectors. */
export interface ISuite {
  readonly title: string;
  readonly schemas: readonly object[];
  readonly classifications?: readonly IOverlay[];
  readonly policy: JSONObject;
  readonly consent?: { readonly [schemaId: string]: boolean };
  readonly cases: readonly ICase[];
}

/** What became of an event; `data` and `redacted` when it is stored. */
export interface IFound {
  readonly status: Status;
  readonly data?: JSONObject;
  readonly redacted?: string[];
}

/** The pipeline of a suite. */
export function suitePipeline(suite: ISuite): Pipeline {
  const registry = new Registry();
  suite.schemas.forEach(schema => registry.register(schema));
  suite.classifications?.forEach(overlay => registry.classify(overlay));
  const policy = parsePolicy(suite.policy);
  const key = policy.hashKey ?? crypto.getRandomValues(new Uint8Array(32));
  return new Pipeline(registry, policy, {
    validator: ajvValidator(),
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
  event: ICase['event']
): IFound {
  const verdict = pipeline.process(
    {
      schema_id: event.schema_id,
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

/** Each case's title and, where it fails, the difference. */
export function failures(suite: ISuite): [string, string | null][] {
  const pipeline = suitePipeline(suite);
  return suite.cases.map(({ title, event, expect }) => {
    const found = evaluate(pipeline, suite.consent, event);
    const differences = Object.entries(expect).flatMap(([key, value]) => {
      const [is, should] = [text(own(found, key)), text(value)];
      return is === should ? [] : `${key}: ${is}, not ${should}`;
    });
    return [title, differences.join('; ') || null];
  });
}

function text(value: unknown): string {
  return canonical((value ?? null) as JSONValue);
}

import { hashWith } from '../hash.js';
import { versionText } from '../json.js';
import { isDrop } from '../pipeline.js';
import { projectedSchema } from '../projected.js';
import { project } from '../projection.js';
import { sanitizer } from '../sanitize.js';
import type { JSONObject, JSONValue } from '../types.js';
import { suitePipeline, suiteRegistry } from './events.js';
import type { Check, ICase, ISuite } from './suite.js';
import { difference } from './suite.js';

/** The projected schema of a schema, at the last hop or at one before. */
export function suiteProjected(
  suite: ISuite,
  schemaId: string,
  version: string,
  final = true
): JSONObject {
  const entry = suitePipeline(suite).policy.schemas.get(schemaId);
  const schema = suiteRegistry(suite).get(schemaId, version);
  if (!entry || !schema) {
    throw new Error(`${schemaId} is not registered`);
  }
  const hash = final ? hashWith(new Uint8Array()) : null;
  return projectedSchema(project(schema, entry, hash));
}

/** Cases `{projected: a schema, schema_id, version, final?}`. */
export function projected(suite: ISuite): Check {
  return ({ projected: expected, schema_id, version, final }: ICase) =>
    difference(
      {
        projected: suiteProjected(
          suite,
          String(schema_id),
          versionText(version) ?? '',
          final !== false
        )
      },
      { projected: expected }
    );
}

/** Cases `{sanitize: an event, expect: {data, redacted}}`: stored first. */
export function sanitize(suite: ISuite): Check {
  const pipeline = suitePipeline(suite);
  const registry = suiteRegistry(suite);
  return ({ sanitize: event, expect }: ICase) => {
    const draft = event as { [key: string]: JSONValue };
    const schema_id = String(draft.schema_id);
    const version = versionText(draft.version) ?? '';
    const { data, redacted } = draft;
    const kept = pipeline.process(
      { schema_id, version, data, redacted },
      () => true
    );
    const schema = registry.get(schema_id, version);
    if (isDrop(kept) || !schema) {
      return 'is not stored';
    }
    const stored = kept.draft;
    const left = sanitizer(schema, kept.entry)?.(
      stored.data,
      stored.redacted
    ) ?? [stored.data, stored.redacted];
    return difference(
      { data: left[0], redacted: left[1] },
      expect as JSONObject
    );
  };
}

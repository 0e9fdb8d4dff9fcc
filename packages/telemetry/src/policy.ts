import type { IPolicyView, JSONObject } from '@jupyter-eventlog/core';
import { isObject, own } from '@jupyter-eventlog/core';

/** Whether a policy holds a version of a schema, or has no use for it. */
export function isKnown(
  { $id, version }: JSONObject,
  { allowed_schemas, schemas }: IPolicyView
): boolean {
  return (
    own(allowed_schemas, String($id)) === undefined ||
    schemas.some(one => one.$id === $id && String(one.version) === version)
  );
}

/** The policy in the body of an answer. Throws where there is none. */
export function readPolicy(body: unknown): IPolicyView {
  if (
    !isObject(body) ||
    !isObject(body.allowed_schemas) ||
    !isObject(body.disclosures) ||
    !Array.isArray(body.schemas)
  ) {
    throw new Error('The answer is not a policy.');
  }
  return body as unknown as IPolicyView;
}

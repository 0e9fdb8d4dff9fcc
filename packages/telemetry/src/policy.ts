import type { IPolicyView } from '@jupyter-eventlog/core';
import { isObject } from '@jupyter-eventlog/core';

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

import { canonical, own } from '../json.js';
import type { IOverlay } from '../schemas.js';
import type { JSONObject, JSONValue } from '../types.js';

/** One thing to check; what it is about shows in its keys. */
export interface ICase {
  readonly title: string;
  readonly [key: string]: JSONValue;
}

/** A file of language-neutral vectors. */
export interface ISuite {
  readonly title: string;
  readonly schemas?: readonly object[];
  readonly classifications?: readonly IOverlay[];
  readonly policy?: JSONObject;

  /** What capsules are stamped with. */
  readonly stamp?: JSONObject;
  readonly consent?: { readonly [schemaId: string]: boolean };
  readonly cases: readonly ICase[];
}

/** How a case differs from what it expects, or null. */
export type Check = (one: ICase) => string | null;

/** For the key that tells what a case is about: the check of a suite. */
export interface IChecks {
  readonly [key: string]: (suite: ISuite) => Check;
}

/** How what was found differs from each key that is expected, or null. */
export function difference(found: object, expected: JSONObject): string | null {
  const wrong = Object.entries(expected).flatMap(([key, value]) => {
    const [is, should] = [text(own(found, key)), text(value)];
    return is === should ? [] : `${key}: ${is}, not ${should}`;
  });
  return wrong.join('; ') || null;
}

function text(value: unknown): string {
  return canonical((value ?? null) as JSONValue);
}

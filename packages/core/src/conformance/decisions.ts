import type { ICircumstances, IConsentRecord } from '../answers.js';
import { decide } from '../decision.js';
import { hours } from '../durations.js';
import { own } from '../json.js';
import { mayPrompt } from '../prompting.js';
import type { JSONObject } from '../types.js';
import { disclosures } from './disclosures.js';
import type { Check, ICase, ISuite } from './suite.js';
import { difference } from './suite.js';

/**
 * What answers are worth: cases `{records, now, signal?, session?, durable?,
 * decide: {schema id: parts of a decision}, prompt?}`. A record is `{answer,
 * scope, target?, time, signal?, session?, covers?: schema ids, entry?,
 * policy?, schemas?, destinations?}`: what was shown then, as it differs from
 * the suite.
 */
export function decisions(suite: ISuite): Check {
  return (one: ICase) => {
    const records = (one.records as JSONObject[]).map((said, index) =>
      record(suite, said, index)
    );
    const at = circumstances(one);
    const found = decide(disclosures(suite, one), records, at);
    const wrong = Object.entries(one.decide as JSONObject).flatMap(
      ([id, parts]) => {
        const decision = (own(found, id) ?? {}) as object;
        return difference(decision, parts as JSONObject) ?? [];
      }
    );
    const prompt =
      one.prompt === undefined || one.prompt === mayPrompt(found, records, at)
        ? []
        : [`prompt: not ${String(one.prompt)}`];
    return [...wrong, ...prompt].join('; ') || null;
  };
}

function record(
  suite: ISuite,
  said: JSONObject,
  index: number
): IConsentRecord {
  const shown = Object.entries(disclosures(suite, said)).filter(
    ([id]) => (said.covers as string[] | undefined)?.includes(id) ?? true
  );
  return {
    answer: said.answer,
    scope: said.scope,
    time: said.time,
    target: said.target ?? null,
    signal: said.signal ?? false,
    session: said.session ?? '',
    id: String(index + 1),
    disclosures: Object.fromEntries(shown)
  } as IConsentRecord;
}

function circumstances(one: ICase): ICircumstances {
  return {
    now: Date.parse(String(one.now)),
    validFor: hours('13mo') * 60 * 60 * 1000,
    signal: one.signal === true,
    session: String(one.session ?? ''),
    ...(one.began !== undefined && { began: String(one.began) }),
    durable: one.durable !== false
  };
}

import { code } from '../hash.js';
import { versionText } from '../json.js';
import type { Pipeline } from '../pipeline.js';
import { isDrop } from '../pipeline.js';
import type { IStamp } from '../stages/capsule.js';
import { capsule } from '../stages/capsule.js';
import { normalTime } from '../time.js';
import type { ICapsule, IDraft, JSONObject, JSONValue } from '../types.js';
import { suitePipeline } from './events.js';
import type { Check, ICase, ISuite } from './suite.js';
import { difference } from './suite.js';

/** The capsule of an event as it was sent, or null where it gets none. */
export function makeCapsule(
  pipeline: Pipeline,
  sent: JSONObject,
  said: JSONObject
): ICapsule | null {
  const draft = readDraft(sent);
  const kept = draft && pipeline.process(draft, () => true);
  return kept === null || isDrop(kept) ? null : capsule(kept, stampOf(said));
}

/**
 * Cases `{draft, capsule}`; a case's `stamp` replaces what it names of the
 * suite's.
 */
export function capsules(suite: ISuite): Check {
  const pipeline = suitePipeline(suite);
  return ({ draft, stamp, capsule: expected }: ICase) => {
    const said = { ...suite.stamp, ...(stamp as JSONObject | undefined) };
    const made = makeCapsule(pipeline, draft as JSONObject, said);
    return difference({ capsule: made }, { capsule: expected });
  };
}

/** Null for a time that is none. */
function readDraft(sent: JSONObject): IDraft | null {
  const time = sent.time === undefined ? null : normalTime(String(sent.time));
  if (sent.time !== undefined && time === null) {
    return null;
  }
  return {
    ...sent,
    schema_id: String(sent.schema_id),
    version: versionText(sent.version) ?? '',
    data: sent.data,
    time: time ?? undefined
  };
}

function stampOf(said: JSONObject): IStamp {
  const text = (key: string): string => String(said[key]);
  const orNull = (value: JSONValue | undefined): string | null =>
    typeof value === 'string' ? value : null;
  return {
    source: text('source'),
    origin: text('origin') as IStamp['origin'],
    policy: text('policy'),
    sessionKey: bytes(text('session_key')),
    userKey: bytes(text('user_key')),
    code,
    user: orNull(said.user),
    baseUrl: orNull(said.base_url),
    now: () => String(normalTime(text('now'))),
    newId: () => text('new_id'),
    newRandomId: () => text('new_random_id')
  };
}

function bytes(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/../g) ?? [], pair => parseInt(pair, 16));
}

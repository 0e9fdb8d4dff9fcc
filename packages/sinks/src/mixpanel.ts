import type {
  IRecord,
  ISink,
  JSONObject,
  JSONValue,
  Outcome
} from '@jupyter-eventlog/core';
import type { IDirectOptions } from './direct.js';
import { RandomIds, isTooMuch, objectIn, poster, shortName } from './direct.js';

/**
 * What Mixpanel takes from browsers. It forgets what is older than five days.
 * https://docs.mixpanel.com/reference/track-event
 */
export const MIXPANEL_LIMITS = {
  count: 2_000,
  bytes: 2 << 20,
  properties: 254,
  elements: 254,
  depth: 3
};

/** What this sink needs. */
export interface IMixpanelOptions extends IDirectOptions {
  /** The token of the project, which can only send. */
  readonly token: string;

  /** The default is Mixpanel's in the USA; `https://api-eu.mixpanel.com/track` is in the EU. */
  readonly url?: string;
}

/** Sends events to Mixpanel, which knows repeats by their ids. */
export function mixpanelSink(options: IMixpanelOptions): ISink {
  const { token, destination, thirdParty = true } = options;
  const { url = 'https://api.mixpanel.com/track' } = options;
  const [post, ids] = [poster(options), new RandomIds()];
  return {
    name: options.name ?? 'mixpanel',
    destination,
    thirdParty,
    isLast: true,
    send: async (batch, { keepalive } = {}) => {
      const body = JSON.stringify(batch.map(one => tracked(one, token, ids)));
      if (isTooMuch(batch, body, MIXPANEL_LIMITS)) {
        return { kind: 'split' };
      }
      // The address is not to be looked up, and a refusal is to be told.
      const answered = await post(`${url}?ip=0&verbose=1`, body, keepalive);
      return answered.kind === 'taken' ? taken(answered.text) : answered;
    }
  };
}

function taken(text: string): Outcome {
  switch (objectIn(text)?.status) {
    case 1:
      return { kind: 'delivered' };
    case 0:
      return { kind: 'aside', reason: 'Mixpanel refused it' };
    default:
      return { kind: 'retry', reason: 'the answer is not one of Mixpanel' };
  }
}

function tracked(record: IRecord, token: string, ids: RandomIds): JSONObject {
  const data = Object.entries(record.data)
    .slice(0, MIXPANEL_LIMITS.properties - 5)
    .map(([key, value]) => [key, bounded(value, 1)] as const);
  return {
    event: shortName(record.schema_id),
    properties: {
      // First, so that no property of an event can stand for one of these.
      ...Object.fromEntries(data),
      token,
      time: Date.parse(record.time),
      // An event of nobody has none.
      distinct_id: record.session === '' ? '' : ids.of(record),
      $insert_id: record.id,
      schema_version: record.version
    }
  };
}

/** What is too deep is sent as JSON. */
function bounded(value: JSONValue, depth: number): JSONValue {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (depth > MIXPANEL_LIMITS.depth) {
    return JSON.stringify(value);
  }
  return Array.isArray(value)
    ? value
        .slice(0, MIXPANEL_LIMITS.elements)
        .map(one => bounded(one, depth + 1))
    : Object.fromEntries(
        Object.entries(value)
          .slice(0, MIXPANEL_LIMITS.properties)
          .map(([key, one]) => [key, bounded(one, depth + 1)])
      );
}

import type { IRecord, ISink, JSONObject } from '@jupyter-eventlog/core';
import type { IDirectOptions } from './direct.js';
import { RandomIds, isTooMuch, poster, shortName } from './direct.js';

/**
 * What PostHog takes in one request.
 * https://posthog.com/docs/api/capture#batch-events
 */
export const POSTHOG_LIMITS = { count: 1_000, bytes: 20_000_000 };

/** What this sink needs. */
export interface IPostHogOptions extends IDirectOptions {
  /** The key of the project, which can only send. */
  readonly apiKey: string;

  /** The default is PostHog's in the USA; `https://eu.i.posthog.com` is in the EU. */
  readonly host?: string;
}

/** Sends events to PostHog, which knows repeats by their ids, as those of nobody. */
export function postHogSink(options: IPostHogOptions): ISink {
  const { apiKey, destination, thirdParty = true } = options;
  const { host = 'https://us.i.posthog.com' } = options;
  const [post, ids] = [poster(options), new RandomIds()];
  return {
    name: options.name ?? 'posthog',
    destination,
    thirdParty,
    isLast: true,
    send: async (batch, { keepalive } = {}) => {
      const body = JSON.stringify({
        api_key: apiKey,
        batch: batch.map(record => captured(record, ids))
      });
      if (isTooMuch(batch, body, POSTHOG_LIMITS)) {
        return { kind: 'split' };
      }
      const url = `${host.replace(/\/+$/, '')}/batch/`;
      const answered = await post(url, body, keepalive);
      return answered.kind === 'taken' ? { kind: 'delivered' } : answered;
    }
  };
}

function captured(record: IRecord, ids: RandomIds): JSONObject {
  return {
    event: shortName(record.schema_id),
    distinct_id: ids.of(record),
    timestamp: record.time,
    uuid: record.id,
    properties: {
      ...record.data,
      schema_version: record.version,
      // No profile of a person, and the address is not to be looked up.
      $process_person_profile: false,
      $geoip_disable: true,
      $ip: null
    }
  };
}

import type { IRecord, ISink, JSONObject } from '@jupyter-eventlog/core';
import type { IDirectOptions } from './direct.js';
import { RandomIds, isTooMuch, poster, shortName } from './direct.js';
import { flat } from './flat.js';

/**
 * What Google Analytics 4 takes by its Measurement Protocol; what is beyond is
 * dropped there without a word, so that it is left out here.
 * https://developers.google.com/analytics/devguides/collection/protocol/ga4/sending-events#limitations
 */
export const GA4_LIMITS = {
  count: 25,
  bytes: 130_000,
  parameters: 25,
  name: 40,
  value: 100
};

/** https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference#reserved_names */
const RESERVED =
  /^(?:_|firebase_|ga_|google_|(?:ad_(?:activeview|click|exposure|query|reward)|adunit_exposure|app_(?:background|clear_data|exception|install|remove|update|upgrade)|app_store_.*|dynamic_link_.*|error|first_(?:open|visit)|in_app_purchase|notification_(?:dismiss|foreground|open|receive|send)|os_update|screen_view|session_start|user_engagement)$)/;

/** What each event says beside its data. */
const OWN_PARAMETERS = 3;

/** What this sink needs. */
export interface IGA4Options extends IDirectOptions {
  readonly measurementId: string;

  /** Readable by everybody who has the page: whoever has it can only send. */
  readonly apiSecret: string;

  /** The default is Google's. */
  readonly url?: string;
}

/**
 * Sends events to Google Analytics 4.
 *
 * It answers 2xx to anything: what is sent is never confirmed.
 */
export function ga4Sink(options: IGA4Options): ISink {
  const { measurementId, apiSecret, destination, thirdParty = true } = options;
  const { url = 'https://www.google-analytics.com/mp/collect' } = options;
  const query = new URLSearchParams({
    measurement_id: measurementId,
    api_secret: apiSecret
  });
  const [post, ids] = [poster(options), new RandomIds()];
  return {
    name: options.name ?? 'ga4',
    destination,
    thirdParty,
    isLast: true,
    confirms: false,
    send: async (batch, { keepalive } = {}) => {
      const body = JSON.stringify(collected(batch, ids));
      if (isTooMuch(batch, body, GA4_LIMITS)) {
        return { kind: 'split' };
      }
      const answered = await post(`${url}?${query}`, body, keepalive);
      return answered.kind === 'taken' ? { kind: 'delivered' } : answered;
    }
  };
}

/** One id stands for all of a request: none where one event may have none. */
function collected(batch: readonly IRecord[], ids: RandomIds): JSONObject {
  const unlinked = batch.find(record => record.session === '');
  return {
    client_id: ids.of(unlinked ?? batch[0]),
    non_personalized_ads: true,
    consent: { ad_user_data: 'DENIED', ad_personalization: 'DENIED' },
    events: batch.map(record => ({
      name: plain(shortName(record.schema_id)),
      params: parameters(record)
    }))
  };
}

function parameters(record: IRecord): JSONObject {
  const found = Object.entries(flat(record.data, '_'))
    .map(([key, value]) => [plain(key), bounded(value)] as const)
    .slice(0, GA4_LIMITS.parameters - OWN_PARAMETERS);
  return {
    ...Object.fromEntries(found),
    event_time: record.time,
    schema_version: record.version.slice(0, GA4_LIMITS.value),
    // Without it the event is in no report.
    engagement_time_msec: 1
  };
}

/** Letters, digits and underscores, beginning with a letter. */
function plain(text: string): string {
  const name = text.replace(/[^A-Za-z0-9_]/g, '_').slice(0, GA4_LIMITS.name);
  return /^[A-Za-z]/.test(name) && !RESERVED.test(name)
    ? name
    : `x_${name}`.slice(0, GA4_LIMITS.name);
}

function bounded(value: string | number | boolean): string | number {
  return typeof value === 'number'
    ? value
    : Array.from(String(value)).slice(0, GA4_LIMITS.value).join('');
}

/**
 * What each service demands, written down from its documentation and not from
 * our code: see the links in `src/`.
 */
import type { JSONObject, JSONValue } from '@jupyter-eventlog/core';

type Request = { readonly [name: string]: never };

export function otlp(url: URL, body: Request): string | null {
  const logs = body as unknown as {
    resourceLogs: { scopeLogs: { logRecords: JSONObject[] }[] }[];
  };
  if (url.pathname !== '/v1/logs') {
    return 'the path';
  }
  const records = logs.resourceLogs.flatMap(one =>
    one.scopeLogs.flatMap(scope => scope.logRecords)
  );
  return records.every(one => /^[0-9]{19}$/.test(String(one.timeUnixNano)))
    ? null
    : 'a time that is not in nanoseconds';
}

export function ga4(url: URL, body: Request): string | null {
  const { client_id, events } = body as unknown as {
    client_id: string;
    events: { name: string; params: JSONObject }[];
  };
  if (!url.searchParams.get('measurement_id') || !client_id) {
    return 'no stream or no client';
  }
  if (events.length > 25) {
    return 'more than 25 events';
  }
  for (const { name, params } of events) {
    const names = [name, ...Object.keys(params)];
    if (names.some(one => !/^[A-Za-z][A-Za-z0-9_]{0,39}$/.test(one))) {
      return `a name: ${names.join(' ')}`;
    }
    if (names.some(one => /^(ga_|google_|firebase_|error$)/.test(one))) {
      return 'a reserved name';
    }
    if (Object.keys(params).length > 25) {
      return 'more than 25 parameters';
    }
    const values = Object.values(params);
    if (values.some(one => Array.from(String(one)).length > 100)) {
      return 'a value of more than 100 characters';
    }
    if (values.some(one => typeof one === 'object')) {
      return 'a value that is no text and no number';
    }
  }
  return null;
}

export function mixpanel(url: URL, body: Request): string | null {
  const events = body as unknown as {
    event: string;
    properties: JSONObject;
  }[];
  if (url.searchParams.get('ip') !== '0') {
    return 'the address would be looked up';
  }
  if (!Array.isArray(events) || events.length > 2000) {
    return 'more than 2000 events';
  }
  for (const { properties } of events) {
    if (!/^[A-Za-z0-9-]{1,36}$/.test(String(properties.$insert_id))) {
      return 'an insert id';
    }
    if (properties.token !== 'token' || typeof properties.time !== 'number') {
      return 'no token or time';
    }
    if (Object.keys(properties).length >= 255 || depth(properties) > 4) {
      return 'too many properties, or too deep';
    }
  }
  return null;
}

export function posthog(url: URL, body: Request): string | null {
  const { api_key, batch } = body as unknown as {
    api_key: string;
    batch: { uuid: string; distinct_id: string; properties: JSONObject }[];
  };
  if (url.pathname !== '/batch/' || api_key !== 'key') {
    return 'the path or the key';
  }
  const isWhole = batch.every(
    one =>
      /^[0-9a-f-]{36}$/.test(one.uuid) &&
      one.distinct_id !== '' &&
      one.properties.$process_person_profile === false
  );
  return isWhole ? null : 'an event without an id, or of a person';
}

function depth(value: JSONValue): number {
  return typeof value === 'object' && value !== null
    ? 1 + Math.max(0, ...Object.values(value).map(depth))
    : 0;
}

import type { IRecord, JSONObject, Outcome } from '@jupyter-eventlog/core';
import { httpOutcome, isObject } from '@jupyter-eventlog/core';

/** What is needed of a response; that of `fetch` fits. */
export interface IAnswer {
  readonly status: number;
  readonly headers: {
    /** A header, or null where it is not there. */
    get(name: string): string | null;
  };

  /** The body. Rejects where it does not arrive. */
  text(): Promise<string>;
}

/** What all sinks share behind which nobody filters. */
export interface IDirectOptions {
  /** The name by which a policy lists it; the default is that of its kind. */
  readonly name?: string;

  /** Where it leads, in words that a person reads. */
  readonly destination: string;

  /** Whether a third party gets the events; the default is yes. */
  readonly thirdParty?: boolean;

  /** The default is that of the page. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<IAnswer>;

  /** Milliseconds since 1970; the default is the system's clock. */
  readonly now?: () => number;
}

/** What one service takes in one request. */
export interface IServiceLimits {
  readonly count: number;
  readonly bytes: number;
}

/** Posts JSON, and says what the answer means. */
export type Post = (
  url: string,
  body: string,
  keepalive?: boolean
) => Promise<Answered>;

/** A refusal, a failure, or the text of a success. */
export type Answered =
  Outcome | { readonly kind: 'taken'; readonly text: string };

/**
 * Without cookies, referrer or cache: a third party is told nothing beside the
 * events.
 */
export function poster({
  fetch = globalThis.fetch,
  now = Date.now
}: Pick<IDirectOptions, 'fetch' | 'now'>): Post {
  return async (url, body, keepalive = false) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
      keepalive,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store'
    });
    const { status } = response;
    if (status >= 200 && status < 300) {
      return { kind: 'taken', text: await response.text() };
    }
    const after = response.headers.get('Retry-After');
    return httpOutcome(status, after, now()) as Outcome;
  };
}

/** Whether a batch is more than a service takes at once: then it is halved. */
export function isTooMuch(
  batch: readonly IRecord[],
  body: string,
  limits: IServiceLimits
): boolean {
  return batch.length > limits.count || byteLength(body) > limits.bytes;
}

/**
 * An id where a service demands one: made at random for each sink, so that it
 * ends with the page, and another each time where the policy drops the session.
 */
export class RandomIds {
  /** The id under which an event is sent. */
  of(record: IRecord): string {
    return record.session === '' ? crypto.randomUUID() : this._id;
  }

  private readonly _id = crypto.randomUUID();
}

/** The last part of a schema's id: `…/schemas/command-executed` in short. */
export function shortName(schemaId: string): string {
  return schemaId.replace(/\/+$/, '').split(/[/:]/).pop() || schemaId;
}

/** An answer that is a JSON object, or null. */
export function objectIn(text: string): JSONObject | null {
  try {
    const answer: unknown = JSON.parse(text);
    return isObject(answer) ? answer : null;
  } catch {
    return null;
  }
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

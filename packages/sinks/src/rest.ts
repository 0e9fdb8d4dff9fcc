import type {
  IRecord,
  IResult,
  ISendOptions,
  ISink,
  Outcome
} from '@jupyter-eventlog/core';
import { httpOutcome, isObject, isStatus } from '@jupyter-eventlog/core';

/** What is needed of a response; that of `fetch` fits. */
export interface IResponse {
  readonly status: number;
  readonly headers: {
    /** A header, or null where it is not there. */
    get(name: string): string | null;
  };

  /** The body. Rejects where it is no JSON. */
  json(): Promise<unknown>;
}

/** What this sink needs. */
export interface IRestOptions {
  /** Post JSON to `/api/eventlog/events`. */
  readonly post: (
    body: string,
    options: { readonly keepalive: boolean }
  ) => Promise<IResponse>;

  /** Milliseconds since 1970; the default is the system's clock. */
  readonly now?: () => number;
}

/** Sends events to the server that serves the page, which filters again. */
export function restSink({ post, now = Date.now }: IRestOptions): ISink {
  return {
    name: 'rest',
    destination: 'this server',
    thirdParty: false,
    isLast: false,
    send: async (batch, options = {}) => {
      const response = await post(bodyOf(batch, options), {
        keepalive: options.keepalive ?? false
      });
      const after = response.headers.get('Retry-After');
      return (
        httpOutcome(response.status, after, now()) ??
        delivered(await response.json(), batch.length)
      );
    }
  };
}

function bodyOf(
  events: readonly IRecord[],
  { person, report = [] }: ISendOptions
): string {
  const isLossless = report.length === 0;
  return JSON.stringify({
    events,
    person,
    report: isLossless ? undefined : report
  });
}

/** A login page is 200 too: only a verdict on each event is a delivery. */
function delivered(body: unknown, count: number): Outcome {
  const results = isObject(body) ? body.results : null;
  return Array.isArray(results) &&
    results.length === count &&
    results.every(result => isObject(result) && isStatus(result.status))
    ? { kind: 'delivered', results: results as unknown as IResult[] }
    : { kind: 'retry', reason: 'the answer holds no verdicts' };
}

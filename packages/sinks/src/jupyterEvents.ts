import type { IRecord, ISink } from '@jupyter-eventlog/core';
import { httpOutcome } from '@jupyter-eventlog/core';
import type { IResponse } from './rest.js';

/** What this sink needs. */
export interface IJupyterEventsOptions {
  readonly name?: string;

  /** Post JSON to the server's `/api/events`. */
  readonly post: (
    body: string,
    options: { readonly keepalive: boolean }
  ) => Promise<IResponse>;

  /** Milliseconds since 1970; the default is the system's clock. */
  readonly now?: () => number;
}

/**
 * Hands events to Jupyter Server's own event system, for whoever listens there.
 * It takes one a request, keeps none, and must know their schema.
 */
export function jupyterEventsSink({
  name = 'jupyter-events',
  post,
  now = Date.now
}: IJupyterEventsOptions): ISink {
  return {
    name,
    destination: "this server's event listeners",
    thirdParty: false,
    isLast: true,
    send: async (batch, { keepalive = false } = {}) => {
      if (batch.length > 1) {
        return { kind: 'split' };
      }
      const { status, headers } = await post(bodyOf(batch[0]), { keepalive });
      return status === 204
        ? { kind: 'delivered' }
        : (httpOutcome(status, headers.get('Retry-After'), now()) ?? {
            kind: 'retry',
            reason: 'the answer is not one of /api/events'
          });
    }
  };
}

/**
 * It reads just this form of a time, without fractions:
 * jupyter_server/services/events/handlers.py, `get_timestamp`.
 */
function bodyOf({ schema_id, version, data, time }: IRecord): string {
  const timestamp = `${time.slice(0, 19)}+00:00Z`;
  return JSON.stringify({ schema_id, version, data, timestamp });
}

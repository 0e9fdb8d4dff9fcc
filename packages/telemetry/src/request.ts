import type { IResponse } from '@jupyter-eventlog/sinks';

/** The server's `/api/eventlog`, as this package needs it. */
export interface IRequest {
  /** The JSON body of a successful answer; rejects for every other. */
  get(path: 'policy' | 'consent'): Promise<unknown>;

  /** The JSON body of a successful answer; rejects for every other. */
  put(path: 'consent' | 'pause', body: string): Promise<unknown>;

  /** Any answer; rejects only when there is none. */
  post(
    path: 'events',
    body: string,
    options: { readonly keepalive: boolean }
  ): Promise<IResponse>;
}

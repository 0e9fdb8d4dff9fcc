import type { JSONObject } from '@jupyter-eventlog/core';
import type { IResponse } from '@jupyter-eventlog/sinks';

/** The server's `/api/eventlog`, as this package needs it. */
export interface IRequest {
  /** The JSON body of a successful answer; rejects for every other. */
  get(path: string): Promise<unknown>;

  /** The JSON body of a successful answer; rejects for every other. */
  put(path: 'consent' | 'pause', body: string): Promise<unknown>;

  /** The JSON body of a successful answer; rejects for every other. */
  delete(path: 'records', body: string): Promise<unknown>;

  /** The bytes of a successful answer, told of while they come. */
  download(path: string, onProgress: (bytes: number) => void): Promise<Blob>;

  /**
   * Takes in a schema that an extension brings, where it is for the page to know
   * schemas. Absent where the server knows them.
   */
  learn?(schema: JSONObject): Promise<void>;

  /** Any answer; rejects only when there is none. */
  post(
    path: 'events',
    body: string,
    options: { readonly keepalive: boolean }
  ): Promise<IResponse>;
}

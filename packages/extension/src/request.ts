import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import type { ITelemetryOptions } from '@jupyter-eventlog/telemetry';

/** Where the server half answers, under the base URL. */
const API = 'api/eventlog';

/** Asks the server half as the rest of the application asks its server. */
export function requestAPI(
  settings: ServerConnection.ISettings
): ITelemetryOptions['request'] {
  const ask = (path: string, init: RequestInit): Promise<Response> =>
    ServerConnection.makeRequest(
      URLExt.join(settings.baseUrl, API, path),
      // A request with a text for its body calls itself plain text.
      { ...init, headers: { 'Content-Type': 'application/json' } },
      settings
    );
  return {
    get: async path => bodyOf(await ask(path, { method: 'GET' })),
    put: async (path, body) => bodyOf(await ask(path, { method: 'PUT', body })),
    delete: async (path, body) =>
      bodyOf(await ask(path, { method: 'DELETE', body })),
    download: async (path, onProgress) =>
      bytesOf(await ask(path, { method: 'GET' }), onProgress),
    post: (path, body, { keepalive }) =>
      ask(path, { method: 'POST', body, keepalive })
  };
}

/** Posts to the server's own event listeners. */
export function postEvent(
  settings: ServerConnection.ISettings
): NonNullable<ITelemetryOptions['jupyterEvents']> {
  return (body, { keepalive }) =>
    ServerConnection.makeRequest(
      URLExt.join(settings.baseUrl, 'api/events'),
      {
        method: 'POST',
        body,
        keepalive,
        headers: { 'Content-Type': 'application/json' }
      },
      settings
    );
}

/** The whole body; its size is told as it grows, because nobody knows it before. */
async function bytesOf(
  response: Response,
  onProgress: (bytes: number) => void
): Promise<Blob> {
  if (!response.ok || !response.body) {
    throw await ServerConnection.ResponseError.create(response);
  }
  const reader = response.body.getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return new Blob(pieces, { type: 'application/zip' });
    }
    pieces.push(value);
    onProgress((bytes += value.length));
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  if (!response.ok) {
    throw await ServerConnection.ResponseError.create(response);
  }
  return response.json();
}

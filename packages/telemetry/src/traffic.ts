import type { IAnswer, IResponse } from '@jupyter-eventlog/sinks';
import type { IRequest } from './request.js';

/** How much this page has sent, to the server half and past it, counted where it is sent. */
export interface ITraffic {
  readonly requests: number;

  /** Bytes of the bodies; headers are the browser's. */
  readonly bytes: number;
}

/** Counts each request that it passes on. */
export class Traffic implements IRequest, ITraffic {
  /** `isOutside`: whether requests leave the page at all. */
  constructor(
    private readonly _next: IRequest,
    private readonly _isOutside = true
  ) {}

  requests = 0;
  bytes = 0;

  get(path: string): Promise<unknown> {
    this._count('');
    return this._next.get(path);
  }

  put(path: 'consent' | 'pause', body: string): Promise<unknown> {
    this._count(body);
    return this._next.put(path, body);
  }

  delete(path: 'records', body: string): Promise<unknown> {
    this._count(body);
    return this._next.delete(path, body);
  }

  post(
    path: 'events',
    body: string,
    options: { readonly keepalive: boolean }
  ): Promise<IResponse> {
    this._count(body);
    return this._next.post(path, body, options);
  }

  download(path: string, onProgress: (bytes: number) => void): Promise<Blob> {
    this._count('');
    return this._next.download(path, onProgress);
  }

  get learn(): IRequest['learn'] {
    const { _next } = this;
    return _next.learn && (schema => _next.learn!(schema));
  }

  /** Send past the server half, to a place that the policy names. */
  readonly fetch = (url: string, init: RequestInit): Promise<IAnswer> => {
    this._add(String(init.body ?? ''));
    return globalThis.fetch(url, init);
  };

  private _count(body: string): void {
    if (this._isOutside) {
      this._add(body);
    }
  }

  private _add(body: string): void {
    this.requests++;
    this.bytes += new TextEncoder().encode(body).length;
  }
}

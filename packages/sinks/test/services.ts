import type { IncomingMessage, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a service answers. */
export interface IReply {
  readonly status: number;
  readonly body?: string;
  readonly headers?: { readonly [name: string]: string };
}

/** Why a service would not take a request, or null. */
export type Rule = (url: URL, body: never) => string | null;

/** A service on this machine that keeps to the rules of the real one. */
export class Service {
  constructor(
    private readonly _rule: Rule,
    private readonly _success: IReply,
    private readonly _refusal: IReply
  ) {
    this._server = createServer((request, response) => {
      void this._answer(request).then(({ status, body = '', headers = {} }) =>
        response.writeHead(status, headers).end(body)
      );
    });
  }

  /** What was taken, in order. */
  readonly taken: unknown[] = [];

  /** What was wrong with the rest. */
  readonly problems: string[] = [];

  /** How many requests came. */
  requests = 0;

  /** What is answered to the next request, whatever it holds. */
  next: IReply | null = null;

  get url(): string {
    return `http://127.0.0.1:${(this._server.address() as AddressInfo).port}`;
  }

  start(): Promise<void> {
    return new Promise(resolve => this._server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this._server.closeAllConnections();
    await new Promise(resolve => this._server.close(resolve));
  }

  private async _answer(request: IncomingMessage): Promise<IReply> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    this.requests += 1;
    const text = Buffer.concat(chunks).toString();
    const { next } = this;
    this.next = null;
    if (next) {
      return next;
    }
    const body = JSON.parse(text) as never;
    const problem = this._rule(new URL(request.url ?? '/', this.url), body);
    if (problem !== null) {
      this.problems.push(problem);
      return this._refusal;
    }
    this.taken.push(body);
    return this._success;
  }

  private readonly _server: Server;
}

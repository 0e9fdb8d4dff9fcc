import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { basename, join } from 'node:path';
import { LIBRARIES, libraryOf } from './libraries.mjs';

/** With them a page's clock has its full resolution. */
const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cache-Control': 'no-store'
};

/** Serves the pages of a folder, and takes whatever is sent, or nothing. */
export class Server {
  /** Listen on a free port of this machine. */
  static async start(folder) {
    const server = new Server(folder);
    await new Promise(resolve => server._http.listen(0, '127.0.0.1', resolve));
    server.origin = `http://127.0.0.1:${server._http.address().port}`;
    return server;
  }

  constructor(folder) {
    this._folder = folder;
    this._http = createServer((request, response) =>
      this._answer(request, response)
    );
  }

  /** Whether all events are answered with 503. */
  refuses = false;

  /** How many events of a library were taken. */
  taken(library) {
    return this._taken.get(library) ?? 0;
  }

  /** Settles when that many events of a library were taken; rejects when they do not come. */
  async until(library, count) {
    for (let waited = 0; this.taken(library) < count; waited += 50) {
      if (waited > 60_000) {
        throw new Error(
          `${library}: ${this.taken(library)} of ${count} events`
        );
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  /** Stop. */
  close() {
    this._http.close();
    this._http.closeAllConnections();
  }

  _answer(request, response) {
    const { pathname } = new URL(request.url, 'http://page');
    const library = libraryOf(pathname);
    if (library) {
      this._take(library, request, response);
    } else if (pathname.startsWith('/pages/')) {
      this._serve(pathname, response);
    } else {
      // What a library asks for beside its events.
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
    }
  }

  _serve(pathname, response) {
    const [, , page, file] = pathname.split('/');
    if (file) {
      response.writeHead(200, {
        ...ISOLATED,
        'Content-Type': 'text/javascript'
      });
      createReadStream(join(this._folder, page, 'out', basename(file))).pipe(
        response
      );
    } else {
      response.writeHead(200, { ...ISOLATED, 'Content-Type': 'text/html' });
      response.end(
        '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>page</title>'
      );
    }
  }

  async _take(library, request, response) {
    const chunks = await request.toArray();
    if (this.refuses) {
      response.writeHead(503).end();
      return;
    }
    const { count, answer } = LIBRARIES[library];
    const events = count(Buffer.concat(chunks));
    this._taken.set(library, this.taken(library) + events);
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(answer(events)));
  }

  _taken = new Map();
}

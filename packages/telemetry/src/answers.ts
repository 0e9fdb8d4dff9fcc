import type { IConsentView, IDecision, IRefused } from '@jupyter-eventlog/core';
import { isGranted, isObject } from '@jupyter-eventlog/core';
import type { IConsentReply, Surface } from './tokens.js';

const NOTHING: IConsentView = { kinds: {}, prompt: false, durable: false };

/** Answers, where they were given, and the language that was read there. */
interface IGiven {
  readonly replies: readonly IConsentReply[];
  readonly surface: Surface;
  readonly language?: string;
}

/**
 * What the person has answered, as the server holds it, less what was denied
 * here and the server has not confirmed.
 */
export class Answers {
  constructor(
    private readonly _put: (
      path: 'consent' | 'pause',
      body: string
    ) => Promise<unknown>
  ) {}

  /** The server's view, with what is denied here as off. */
  get view(): IConsentView {
    const kinds = Object.entries(this._server.kinds).map(
      ([id, kind]): [string, IDecision] => [
        id,
        isGranted(kind) && this._denied.has(id)
          ? { ...kind, status: 'off', ground: null }
          : kind
      ]
    );
    return {
      ...this._server,
      kinds: Object.fromEntries(kinds),
      paused: this._server.paused ?? this._pausedHere
    };
  }

  /** The destinations that get nothing, by kind. */
  get refused(): IRefused {
    const away = [...this._deniedPlaces.keys()];
    return Object.fromEntries(
      Object.entries(this._server.kinds).map(([id, { off_destinations }]) => [
        id,
        [...(off_destinations ?? []), ...away]
      ])
    );
  }

  /** What may be collected now: in a pause only what always is. */
  get granted(): { readonly [schemaId: string]: boolean } {
    const { kinds, paused } = this.view;
    const isResting = typeof paused === 'string';
    return Object.fromEntries(
      Object.entries(kinds).map(([id, kind]) => [
        id,
        isResting ? kind.status === 'always' : isGranted(kind)
      ])
    );
  }

  /**
   * Let recording rest, from when this returns, or go on, from when the server
   * has it, which is when the result settles.
   */
  pause(paused: boolean, now: string): Promise<void> {
    const turn = ++this._turn;
    const pause = ++this._pause;
    if (paused) {
      this._pausedHere ??= now;
    }
    return this._inTurn(async () => {
      await this._ask('pause', JSON.stringify({ paused }), turn);
      // Only the last word counts; a pause that failed waits to be repeated.
      if (pause === this._pause) {
        this._pausedHere = null;
      }
    });
  }

  /**
   * Answer: a no counts when this returns, a yes when the server has it, which
   * is when the result settles. One request follows another.
   */
  give(
    replies: readonly IConsentReply[],
    surface: Surface,
    language?: string
  ): Promise<void> {
    const turn = ++this._turn;
    for (const id of replies.flatMap(reply => this._refused(reply))) {
      this._denied.set(id, turn);
    }
    for (const { answer, scope, target } of replies) {
      if (answer === 'no' && scope === 'destination') {
        this._deniedPlaces.set(target!, turn);
      }
    }
    return this._inTurn(() => this._send({ replies, surface, language }, turn));
  }

  /** Take the server's view, unless an answer was given since it was asked. */
  async hear(asked: Promise<unknown>): Promise<void> {
    const turn = this._turn;
    const isQuiet = this._stored === turn;
    const view = readConsent(await asked);
    if (isQuiet && turn === this._turn) {
      this._server = view;
    }
  }

  /** The kinds of which a reply says no; of a destination the server knows. */
  private _refused({ answer, scope, target, shown }: IConsentReply): string[] {
    if (answer !== 'no' || scope === 'destination') {
      return [];
    }
    return scope === 'all'
      ? Object.keys(this._server.kinds)
      : [...Object.keys(shown), ...(scope === 'schema' ? [target!] : [])];
  }

  private async _send(
    { replies, surface, language }: IGiven,
    turn: number
  ): Promise<void> {
    // Somebody else may be logged in by now.
    const { person } = this._server;
    const answers = replies;
    const body = JSON.stringify({ answers, surface, language, person });
    await this._ask('consent', body, turn);
    const told = new Set(replies.flatMap(({ shown }) => Object.keys(shown)));
    for (const [id, denied] of this._denied) {
      // A no whose own request failed stands until the server has heard of it.
      if (denied === turn || (denied < turn && told.has(id))) {
        this._denied.delete(id);
      }
    }
    const places = new Set(replies.map(({ target }) => target));
    for (const [name, denied] of this._deniedPlaces) {
      if (denied === turn || (denied < turn && places.has(name))) {
        this._deniedPlaces.delete(name);
      }
    }
  }

  private _inTurn(send: () => Promise<void>): Promise<void> {
    const sent = this._sending.then(send);
    this._sending = sent.catch(() => undefined);
    return sent;
  }

  private async _ask(
    path: 'consent' | 'pause',
    body: string,
    turn: number
  ): Promise<void> {
    try {
      this._server = readConsent(await this._put(path, body));
    } finally {
      this._stored = turn;
    }
  }

  // Since when recording rests in this page, until the server says so.
  private _pausedHere: string | null = null;
  private _pause = 0;
  private readonly _denied = new Map<string, number>();
  private readonly _deniedPlaces = new Map<string, number>();
  private _server: IConsentView = NOTHING;
  private _sending: Promise<void> = Promise.resolve();

  // The last answer that was given, and the last that the server has heard.
  private _turn = 0;
  private _stored = 0;
}

function readConsent(body: unknown): IConsentView {
  if (!isObject(body) || !isObject(body.kinds)) {
    throw new Error('The answer is not a consent.');
  }
  return body as unknown as IConsentView;
}

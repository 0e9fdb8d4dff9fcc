import type { IConsentView } from '@jupyter-eventlog/core';
import { isObject } from '@jupyter-eventlog/core';
import type { IConsentAnswer, Surface } from './tokens.js';

const NOTHING: IConsentView = { answers: {}, granted: {}, durable: false };

/**
 * What the person has answered, as the server holds it, less what was denied
 * here and the server has not confirmed.
 */
export class Answers {
  constructor(private readonly _put: (body: string) => Promise<unknown>) {}

  /** The server's view, with what is denied here as not granted. */
  get view(): IConsentView {
    return { ...this._server, granted: this.granted };
  }

  /** What may be collected. */
  get granted(): { readonly [schemaId: string]: boolean } {
    return Object.fromEntries(
      Object.entries(this._server.granted).map(([id, isGranted]) => [
        id,
        isGranted && !this._denied.has(id)
      ])
    );
  }

  /**
   * Answer: a no counts when this returns, a yes when the server has it, which
   * is when the result settles. One request follows another.
   */
  give(answers: readonly IConsentAnswer[], surface: Surface): Promise<void> {
    const turn = ++this._turn;
    for (const { schema_id, answer } of answers) {
      if (answer === 'no') {
        this._denied.set(schema_id, turn);
      }
    }
    const sent = this._sending.then(() => this._send(answers, surface, turn));
    this._sending = sent.catch(() => undefined);
    return sent;
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

  private async _send(
    answers: readonly IConsentAnswer[],
    surface: Surface,
    turn: number
  ): Promise<void> {
    const body = JSON.stringify({ answers, surface });
    try {
      this._server = readConsent(await this._put(body));
    } finally {
      this._stored = turn;
    }
    for (const { schema_id } of answers) {
      // A later no may wait behind this answer.
      if ((this._denied.get(schema_id) ?? Infinity) <= turn) {
        this._denied.delete(schema_id);
      }
    }
  }

  private readonly _denied = new Map<string, number>();
  private _server: IConsentView = NOTHING;
  private _sending: Promise<void> = Promise.resolve();

  // The last answer that was given, and the last that the server has heard.
  private _turn = 0;
  private _stored = 0;
}

function readConsent(body: unknown): IConsentView {
  if (!isObject(body) || !isObject(body.granted) || !isObject(body.answers)) {
    throw new Error('The answer is not a consent.');
  }
  return body as unknown as IConsentView;
}

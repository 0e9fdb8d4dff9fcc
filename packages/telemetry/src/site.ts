import type {
  IConsentView,
  IPolicyView,
  JSONObject
} from '@jupyter-eventlog/core';
import { Registry, uuid } from '@jupyter-eventlog/core';
import { SCHEMAS } from './generated/schemas.js';
import type { IRequest } from './request.js';
import type { IConsentReply, Surface } from './tokens.js';
import type { IKept, IKeptAnswer, IOccasion } from './site/answers.js';
import { answered, consentView, readKept } from './site/answers.js';
import { sitePolicy } from './site/policy.js';

export type { IKeptAnswer } from './site/answers.js';

/** Where a browser keeps what its person said. */
export interface IAnswerStore {
  /** What was kept last, by whichever tab. */
  load(): Promise<unknown>;
  save(content: JSONObject): Promise<void>;
}

/** What a site needs. */
export interface ISiteOptions {
  /** What the site's configuration says under `eventlog`. */
  readonly config: JSONObject;
  readonly store: IAnswerStore;

  /** Whether the browser sends a privacy signal. */
  readonly signal: () => boolean;

  /** The words that a person has before them on a surface. */
  readonly textOf: (
    surface: Surface,
    policy: IPolicyView,
    consent: IConsentView
  ) => string;

  /** The receipts of answers, oldest first. */
  readonly receiptsOf: (answers: readonly IKeptAnswer[]) => JSONObject[];

  /** The default is the system's clock. */
  readonly now?: () => number;
}

/**
 * Answers as a server would, for a page that has none: the site's configuration
 * is the policy, and what the person says is kept in their browser.
 */
export class Site implements IRequest {
  constructor(private readonly _options: ISiteOptions) {
    SCHEMAS.forEach(schema => this._registry.register(schema));
    this._began = this._time();
  }

  /** Rejects with PolicyError where the configuration holds a mistake. */
  async get(path: string): Promise<unknown> {
    switch (path) {
      case 'policy':
        return this._policy();
      case 'consent':
        return this._view(await this._kept());
      case 'consent/receipts': {
        const { records } = await this._kept();
        return { receipts: this._options.receiptsOf(records) };
      }
      default:
        throw new Error('This page keeps no records.');
    }
  }

  /** Rejects with StaleAnswerError; every no is kept even so. */
  async put(path: 'consent' | 'pause', body: string): Promise<unknown> {
    const said = JSON.parse(body) as {
      readonly answers: readonly IConsentReply[];
      readonly surface: Surface;
      readonly language?: string;
      readonly paused?: boolean;
    };
    const kept = await this._kept();
    if (path === 'pause') {
      const paused = said.paused ? (kept.paused ?? this._time()) : null;
      return this._save({ ...kept, paused });
    }
    const { answers, surface, language = 'en' } = said;
    const policy = this._policy();
    const text = this._options.textOf(surface, policy, this._view(kept));
    const keep = (replies: readonly IConsentReply[]): Promise<unknown> => {
      const records = replies.map(reply => ({
        ...answered(reply, policy, this._occasion()),
        id: newId(),
        surface,
        language,
        text
      }));
      return this._save({ ...kept, records: [...kept.records, ...records] });
    };
    try {
      return await keep(answers);
    } catch (error) {
      const refusals = answers.filter(({ answer }) => answer === 'no');
      if (refusals.length > 0 && refusals.length < answers.length) {
        await keep(refusals);
      }
      throw error;
    }
  }

  async delete(): Promise<unknown> {
    throw new Error('This page keeps no records.');
  }

  async download(): Promise<Blob> {
    throw new Error('This page keeps no records.');
  }

  async post(): Promise<Response> {
    throw new Error('This page has no server.');
  }

  async learn(schema: JSONObject): Promise<void> {
    this._registry.register(schema);
  }

  private _policy(): IPolicyView {
    return sitePolicy(this._options.config, this._registry);
  }

  private async _kept(): Promise<IKept> {
    return readKept(await this._options.store.load());
  }

  private async _save(kept: IKept): Promise<IConsentView> {
    await this._options.store.save(kept as unknown as JSONObject);
    return this._view(kept);
  }

  private _view(kept: IKept): IConsentView {
    const { config } = this._options;
    return consentView(kept, this._policy(), config, this._occasion());
  }

  private _occasion(): IOccasion {
    return {
      time: this._time(),
      signal: this._options.signal(),
      session: this._session,
      began: this._began
    };
  }

  private _time(): string {
    const now = new Date((this._options.now ?? Date.now)());
    return now.toISOString().replace('Z', '000Z');
  }

  private readonly _registry = new Registry();
  private readonly _session = newId();
  private readonly _began: string;
}

function newId(): string {
  return uuid(4, crypto.getRandomValues(new Uint8Array(16)));
}

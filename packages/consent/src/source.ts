import type { IConsentView, IPolicyView } from '@jupyter-eventlog/core';
import type { ISignal } from '@lumino/signaling';
import type { ServiceState } from './headline.js';
import type { IConsentReply } from './replies.js';

/** Where the person answers. */
export type Surface = 'toast' | 'panel';

/** What the panel needs of the service that holds policy and consent. */
export interface IConsentSource {
  readonly state: ServiceState;
  readonly policy: IPolicyView | null;
  readonly policyChanged: ISignal<unknown, unknown>;
  readonly consent: IConsentView | null;
  readonly consentChanged: ISignal<unknown, unknown>;

  /** False where there is no server; the default is that there is one. */
  readonly hasServer?: boolean;

  /** What is wrong with the policy, where the page knows it. */
  readonly mistakes?: readonly string[];

  /** How many records of this page are on their way somewhere. */
  readonly waiting?: number;

  /** Settles when the server has stored the answers. */
  setConsent(
    replies: IConsentReply[],
    surface: Surface,
    language: string
  ): Promise<void>;

  /** Settles when the server has confirmed. */
  setPaused(paused: boolean): Promise<void>;

  /** Asks the server again. */
  refresh(): Promise<void>;
}

import type {
  Disclosure,
  IConsentRecord,
  IConsentView,
  IDisclosure,
  IPolicyView,
  JSONObject
} from '@jupyter-eventlog/core';
import { decide, hours, isDuration, mayPrompt } from '@jupyter-eventlog/core';
import type { IConsentReply, Surface } from '../tokens.js';

/** How long a yes counts where the site does not say. */
const VALID_FOR = '13mo';

/** An answer with all that its receipt needs. */
export interface IKeptAnswer extends IConsentRecord {
  readonly id: string;
  readonly surface: Surface;
  readonly language: string;

  /** The words that the person had before them. */
  readonly text: string;
}

/** What a person said in this browser, and since when recording rests. */
export interface IKept {
  readonly records: readonly IKeptAnswer[];
  readonly paused: string | null;
}

/** When and how something is said. */
export interface IOccasion {
  /** RFC 3339. */
  readonly time: string;
  readonly signal: boolean;

  /** One run of the page, and when it began. */
  readonly session: string;
  readonly began: string;
}

/** An answer to something other than what is collected now. */
export class StaleAnswerError extends Error {}

/** What is kept of an answer. Throws StaleAnswerError. */
export function answered(
  { answer, scope, target = undefined, shown }: IConsentReply,
  { disclosures }: IPolicyView,
  { time, signal, session }: IOccasion
): IConsentRecord {
  const covered = Object.entries(disclosures).filter(
    ([id, one]) =>
      scope === 'all' ||
      (scope === 'schema' && id === target) ||
      (scope === 'purpose' && one.purpose?.id === target) ||
      (scope === 'destination' &&
        one.destinations.some(({ name }) => name === target))
  );
  // A no is to all that it covers, whatever was shown.
  const told =
    answer === 'no'
      ? covered
      : Object.entries(shown).map(([id, digest]) => {
          const found = covered.find(([known]) => known === id);
          if (found?.[1].digest !== digest) {
            throw new StaleAnswerError(`${id} is not what it was.`);
          }
          return found;
        });
  if (told.length === 0) {
    throw new StaleAnswerError('This is an answer to nothing.');
  }
  return {
    answer,
    scope,
    target: target ?? null,
    time,
    disclosures: Object.fromEntries(
      told.map(([id, disclosure]) => [id, withoutDigest(disclosure)])
    ),
    signal,
    session
  };
}

function withoutDigest(disclosure: IDisclosure): Disclosure {
  return Object.fromEntries(
    Object.entries(disclosure).filter(([key]) => key !== 'digest')
  ) as unknown as Disclosure;
}

/** What the answers are worth now, as a server would say it. */
export function consentView(
  { records, paused }: IKept,
  { disclosures }: IPolicyView,
  config: JSONObject,
  { time, signal, session, began }: IOccasion
): IConsentView {
  const said = config.consent_valid_for;
  const days = hours(isDuration(said) ? said : VALID_FOR);
  const at = {
    now: Date.parse(time),
    validFor: days * 60 * 60_000,
    signal,
    session,
    began
  };
  const kinds = decide(disclosures, records, at);
  return {
    kinds,
    prompt: mayPrompt(kinds, records, at),
    durable: true,
    paused,
    // One browser is one person to its own storage.
    person: 'browser'
  };
}

/** What the settings hold; what is not ours is nothing. */
export function readKept(content: unknown): IKept {
  const { records, paused } = (content ?? {}) as Partial<IKept>;
  return {
    records: Array.isArray(records)
      ? (records as IKeptAnswer[]).filter(
          one => typeof one?.time === 'string' && !!one.disclosures
        )
      : [],
    paused: typeof paused === 'string' ? paused : null
  };
}

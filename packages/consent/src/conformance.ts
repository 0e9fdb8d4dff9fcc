import type {
  IDestination,
  IDisclosure,
  JSONObject
} from '@jupyter-eventlog/core';
import { disclose, parsePolicy } from '@jupyter-eventlog/core';
import type {
  ICase,
  IChecks,
  ISuite
} from '@jupyter-eventlog/core/conformance';
import { difference, suiteRegistry } from '@jupyter-eventlog/core/conformance';
import type { TranslationBundle } from '@jupyterlab/translation';
import { shortAnswers } from './answers.js';
import { changedWords } from './changed.js';
import { PACKS } from './generated/packs.js';
import { groundWords } from './ground.js';
import type { IKind } from './kinds.js';
import { outsideOf } from './leaving.js';
import { spoken } from './messages.js';
import { operatorOf } from './operator.js';
import { prompt } from './prompt.js';
import { qualifiers } from './qualifiers.js';
import type { IConsentRecord } from './receipt.js';
import { receipt, shownText } from './receipt.js';
import { cardText } from './shown.js';
import type { ISituation } from './situation.js';
import { NEUTRAL } from './situation.js';
import { headline } from './state.js';
import { widerWords } from './widening.js';
import { wordsOf } from './words.js';

/** What a case about texts says; what it leaves out is neutral. */
interface ITextCase {
  readonly language?: string;
  readonly disclosures?: { readonly [id: string]: Partial<IDisclosure> };
  readonly situation?: Partial<Omit<ISituation, 'kinds'>> & {
    readonly kinds?: { readonly [id: string]: Partial<IKind> };
  };
  readonly record?: IConsentRecord;
}

type Disclosures = { readonly [id: string]: IDisclosure };

const HERE: IDestination = {
  name: 'journal',
  destination: 'this server',
  third_party: false,
  run_by: null,
  country: null,
  unknown: false
};

/** The catalogue as JupyterLab would have it for a language. */
function bundleOf(language: string): TranslationBundle {
  const pack = PACKS[spoken(language)] ?? {};
  return {
    __: (text: string, ...args: unknown[]) =>
      filled(pack[text]?.[0] ?? text, args),
    _n: (one: string, many: string, n: number, ...args: unknown[]) => {
      const [first, second] = pack[one] ?? [one, many];
      return filled(Number(n) === 1 ? first : second, [n, ...args]);
    }
  } as TranslationBundle;
}

/** The checks of this package. */
export const CHECKS: IChecks = {
  texts: suite => {
    const disclosures = suiteDisclosures(suite);
    return one =>
      difference(said(suite, disclosures, one), one.texts as JSONObject);
  }
};

/** The disclosures of what a suite's policy allows. */
export function suiteDisclosures(suite: ISuite): Disclosures {
  const registry = suiteRegistry(suite);
  const policy = parsePolicy(suite.policy ?? {});
  const { destinations = [HERE] } = suite as {
    destinations?: readonly IDestination[];
  };
  const allowed = [...policy.schemas.keys()].filter(id => policy.entry(id));
  return Object.fromEntries(
    allowed.map(id => [
      id,
      { digest: '', ...disclose(registry, policy, id, destinations) }
    ])
  );
}

/** Every text of a case. */
export function said(
  suite: ISuite,
  disclosures: Disclosures,
  given: ICase
): object {
  const one = given as unknown as ITextCase;
  const { language = 'en' } = one;
  const words = wordsOf(bundleOf(language), language, 'UTC');
  const situation = situationOf(suite, disclosures, one);
  const operator = operatorOf(situation, words);
  const { kinds } = situation;
  const changed = changedWords(kinds, words);
  const byKind = (of: (kind: IKind) => unknown): object =>
    Object.fromEntries(kinds.map(kind => [kind.id, of(kind)]));
  return {
    headline: headline(situation, words),
    qualifiers: qualifiers(situation, words),
    changed: changed && [changed.title, ...changed.lines],
    outside: outsideOf(kinds, operator, words).map(({ line }) => line),
    prompt: prompt(situation, words),
    answers: shortAnswers(kinds, operator, words).map(
      ({ question, answer, basis }) => [question, answer, basis]
    ),
    cards: byKind(kind => cardText(kind, operator, words).split('\n')),
    grounds: byKind(kind => groundWords(kind.disclosure, operator, words)),
    wider: byKind(({ wider, disclosure }) =>
      wider.map(name => widerWords(name, disclosure, words))
    ),
    toast: shownText('toast', situation, words).split('\n'),
    panel: shownText('panel', situation, words).split('\n'),
    api: shownText('api', situation, words),
    ...(one.record && receiptTexts(receipt(one.record, words)))
  };
}

function receiptTexts(made: ReturnType<typeof receipt>): object {
  return { receipt: made, readable: made.readable.split('\n') };
}

/** The suite's policy, and what the case says beside it. */
function situationOf(
  suite: ISuite,
  disclosures: Disclosures,
  { situation, disclosures: changes }: ITextCase
): ISituation {
  const { operator, contact } = (suite.policy ?? {}) as JSONObject;
  const told = operator === 'self' ? { self: true } : (operator ?? null);
  return {
    ...NEUTRAL,
    operator: told as ISituation['operator'],
    contact: (contact ?? null) as string | null,
    ...situation,
    kinds: Object.entries(disclosures).map(([id, disclosure]) =>
      kindOf(id, { ...disclosure, ...changes?.[id] }, situation?.kinds?.[id])
    )
  };
}

/** Where a kind stands: as said; else what is required is on, and all else is asked. */
function kindOf(
  id: string,
  disclosure: IDisclosure,
  stands: Partial<IKind> | undefined
): IKind {
  const required = disclosure.mode === 'required';
  return {
    id,
    disclosure,
    status: required ? 'always' : 'asked',
    ground: required && !stands ? 'required' : null,
    time: null,
    record: null,
    wider: [],
    lapsed: null,
    off_destinations: [],
    ...stands
  };
}

function filled(text: string, args: readonly unknown[]): string {
  return text.replace(/%(\d)/g, (_, place) => String(args[place - 1]));
}

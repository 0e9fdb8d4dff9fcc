import type {
  IConsentView,
  IDecision,
  IDestination,
  IDisclosure,
  IPolicyView
} from '@jupyter-eventlog/core';
import type { TranslationBundle } from '@jupyterlab/translation';
import { wordsOf } from '@jupyter-eventlog/consent/pure';

const format = (text: string, args: unknown[]): string =>
  text.replace(/%(\d+)/g, (_, n) => String(args[Number(n) - 1]));

/** English as it is written in the source. */
export const words = wordsOf(
  {
    __: (text: string, ...args: unknown[]) => format(text, args),
    _n: (one: string, many: string, n: number, ...args: unknown[]) =>
      format(Number(n) === 1 ? one : many, [n, ...args])
  } as TranslationBundle,
  'en'
);

export const PURPOSE = {
  id: 'improve',
  title: 'Make JupyterLab better',
  short: 'to find bugs',
  legal_basis: 'consent'
};

/** The server itself. */
export const HERE: IDestination = {
  name: 'journal',
  destination: 'this server',
  third_party: false,
  run_by: null,
  country: null,
  unknown: false
};

/** A third party. */
export const ANALYTICS: IDestination = {
  name: 'ga',
  destination: 'Google Analytics',
  third_party: true,
  run_by: 'Google LLC',
  country: 'USA',
  unknown: false
};

/** A disclosure of one harmless field, with the changes given. */
export function kind(
  id: string,
  changes: Partial<IDisclosure> = {}
): IDisclosure {
  return {
    digest: `digest of ${id}`,
    schema_id: id,
    title: 'Commands you run',
    description: 'Each time you run a command.',
    versions: ['1'],
    fields: [
      {
        path: 'command_id',
        title: 'Command name',
        description: '',
        categories: ['technical'],
        transform: 'keep',
        types: ['string'],
        names: []
      }
    ],
    removed: [],
    mode: 'opt-in',
    reason: null,
    purpose: PURPOSE,
    operator: 'Riverside Data Team',
    destinations: [HERE],
    retention: '90d',
    sanitize: null,
    sample: 1,
    user: 'drop',
    ...changes
  } as IDisclosure;
}

/** A policy of Riverside Data Team that allows the kinds given. */
export function policy(
  disclosures: IDisclosure[],
  changes: Partial<IPolicyView> = {}
): IPolicyView {
  return {
    digest: 'p',
    operator: { name: 'Riverside Data Team', contact: 'dpo@riverside.example' },
    contact: null,
    notice: null,
    disclosures: Object.fromEntries(
      disclosures.map(one => [one.schema_id, one])
    ),
    ...changes
  } as IPolicyView;
}

type Said =
  'told' | 'yes' | 'no' | 'lapsed' | 'old' | 'asked' | 'unasked' | 'always';

/** What a person has said, and what the server grants on that. */
export function consent(
  said: Record<string, Said> = {},
  changes: Partial<IConsentView> = {}
): IConsentView {
  const all: Record<string, Said> = {
    a: 'asked',
    b: 'asked',
    must: 'always',
    ...said
  };
  return {
    kinds: Object.fromEntries(
      Object.entries(all).map(([id, answer]) => [
        id,
        { ...NOTHING, ...DECISIONS[answer] }
      ])
    ),
    prompt: true,
    durable: true,
    ...changes
  };
}

const NOTHING: IDecision = {
  status: 'asked',
  ground: null,
  time: '2026-11-02T10:00:00.000000Z',
  record: 'r',
  wider: [],
  lapsed: null,
  off_destinations: []
};

const DECISIONS: Record<Said, Partial<IDecision>> = {
  yes: { status: 'on', ground: 'yes' },
  no: { status: 'off' },
  lapsed: { status: 'changed', lapsed: 'wider', wider: ['field command_id'] },
  old: { lapsed: 'age' },
  asked: { time: null, record: null },
  told: { ground: 'shown' },
  unasked: { status: 'unasked', time: null, record: null },
  always: { status: 'always', ground: 'required', time: null }
};

import type {
  IConsentView,
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
      format(n === 1 ? one : many, [n, ...args])
  } as TranslationBundle,
  'en'
);

export const PURPOSE = {
  id: 'improve',
  title: 'Make JupyterLab better',
  short: 'to find bugs',
  legal_basis: 'consent'
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
        transform: 'keep'
      }
    ],
    removed: [],
    mode: 'opt-in',
    reason: null,
    purpose: PURPOSE,
    operator: 'Riverside Data Team',
    destinations: [
      {
        name: 'journal',
        destination: 'this server',
        third_party: false,
        run_by: null,
        country: null,
        unknown: false
      }
    ],
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

type Said = 'yes' | 'no' | 'lapsed' | 'old';

/** What a person has said, and what the server grants on that. */
export function consent(
  said: Record<string, Said> = {},
  changes: Partial<IConsentView> = {}
): IConsentView {
  const entries = Object.entries(said);
  const answers = entries.map(([id, answer]) => [
    id,
    {
      answer: answer === 'no' ? 'no' : 'yes',
      time: '2026-11-02T10:00:00.000000Z',
      disclosure: `digest of ${id}`,
      lapsed: answer === 'lapsed' || answer === 'old',
      wider: answer === 'lapsed' ? ['field command_id'] : []
    }
  ]);
  return {
    answers: Object.fromEntries(answers),
    granted: Object.fromEntries(
      entries.map(([id, answer]) => [id, answer === 'yes'])
    ),
    durable: true,
    ...changes
  } as IConsentView;
}

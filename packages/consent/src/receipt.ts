import type { MessageId } from './messages.js';
import { plain } from './messages.js';
import type { ISituation } from './situation.js';
import { panelText, toastText } from './shown.js';
import type { IWords } from './words.js';

/** Where a person was asked. */
export type ShownSurface = 'toast' | 'panel' | 'page' | 'cli' | 'api';

/** What one answer covers. */
export type Scope =
  | { readonly kind: 'all' }
  | {
      readonly kind: 'purpose' | 'schema' | 'destination';
      readonly id: string;
    };

/** One consent record as a receipt needs it. */
export interface IConsentRecord {
  readonly id: string;
  readonly subject: string;
  readonly actor: string;
  readonly time: string;
  readonly answer: 'yes' | 'no' | 'shown' | 'closed' | 'signal';
  readonly scope: Scope;
  readonly disclosure: string;
  readonly text: string;
  readonly language: string;
  readonly surface: ShownSurface;
  readonly app: string;
  readonly version: string;
  readonly previous: string | null;
  readonly basis: 'opt-in' | 'opt-out' | 'required';
}

/** A record for programs, and the same to read. */
export interface IReceipt {
  readonly record: IConsentRecord;
  readonly readable: string;
}

/** The full text as a person saw it; a program saw none. */
export function shownText(
  surface: ShownSurface,
  situation: ISituation,
  words: IWords
): string {
  switch (surface) {
    case 'toast':
      return toastText(situation, words);
    case 'api':
      return '';
    default:
      return panelText(situation, words);
  }
}

/** The receipt of one record. The words are those of its language. */
export function receipt(given: IConsentRecord, words: IWords): IReceipt {
  // Only these: a record in a store can hold more than its person is given.
  const record = Object.fromEntries(
    FIELDS.map(name => [name, given[name]])
  ) as unknown as IConsentRecord;
  const row = (id: MessageId, text: string): string =>
    `${words.say(id)}: ${plain(text)}`;
  const readable = [
    words.say('receipt.title', record.id),
    words.say(
      `receipt.${record.answer}`,
      words.day(record.time),
      words.clock(record.time)
    ),
    row('receipt.subject', record.subject),
    row('receipt.actor', record.actor),
    row('receipt.scope', scopeWords(record.scope, words)),
    row('receipt.disclosure', record.disclosure),
    row('receipt.language', record.language),
    row('receipt.surface', words.say(`receipt.surface.${record.surface}`)),
    row('receipt.app', `${record.app} ${record.version}`),
    row('receipt.basis', words.say(`receipt.basis.${record.basis}`)),
    row('receipt.previous', record.previous ?? words.say('receipt.none')),
    ...(record.text
      ? ['', words.say('receipt.text'), ...quoted(record.text)]
      : [])
  ].join('\n');
  return { record, readable };
}

const FIELDS = [
  'id',
  'subject',
  'actor',
  'time',
  'answer',
  'scope',
  'disclosure',
  'text',
  'language',
  'surface',
  'app',
  'version',
  'previous',
  'basis'
] as const;

function scopeWords(scope: Scope, words: IWords): string {
  return scope.kind === 'all'
    ? words.say('receipt.scope.all')
    : words.say(`receipt.scope.${scope.kind}`, scope.id);
}

function quoted(text: string): string[] {
  return text.split('\n').map(line => (line ? `> ${line}` : '>'));
}

import type { IDisclosure } from '@jupyter-eventlog/core';
import type { IOperator } from './operator';
import type { IWords } from './words';

/** A category of jupyter_telemetry in words; an operator's own stands as it is. */
export function categoryWords(category: string, { trans }: IWords): string {
  const known: Record<string, string> = {
    unrestricted: trans.__('Nothing personal'),
    technical: trans.__('About the software'),
    interaction: trans.__('What you click and run'),
    'user-content': trans.__('What you write or name'),
    'user-identifiable-information': trans.__('Could point to you'),
    'user-identifier': trans.__('Names you'),
    unclassified: trans.__('Not sorted by its author')
  };
  return known[category] ?? category;
}

/** What happens to a field before it is recorded. */
export function transformWords(transform: string, { trans }: IWords): string {
  const [name, argument] = transform.split(':');
  const known: Record<string, string> = {
    keep: trans.__('as it is'),
    drop: trans.__('never recorded'),
    hash: trans.__(
      'replaced by a code; two records with the same code belong together'
    ),
    truncate: trans._n(
      'first character',
      'first %1 characters',
      Number(argument ?? 1)
    ),
    basename: trans.__('file name without folder'),
    extension: trans.__('file ending only'),
    hour: trans.__('rounded down to the hour')
  };
  return known[name] ?? transform;
}

/** How long records are kept: "90 days, then deleted". */
export function retentionWords(
  retention: string | null,
  { trans }: IWords
): string {
  const [, digits, unit] = retention?.match(/^(\d+)(h|d|w|mo|y)$/) ?? [];
  const n = Number(digits);
  switch (unit) {
    case 'h':
      return trans._n('1 hour, then deleted', '%1 hours, then deleted', n);
    case 'd':
      return trans._n('1 day, then deleted', '%1 days, then deleted', n);
    case 'w':
      return trans._n('1 week, then deleted', '%1 weeks, then deleted', n);
    case 'mo':
      return trans._n('1 month, then deleted', '%1 months, then deleted', n);
    case 'y':
      return trans._n('1 year, then deleted', '%1 years, then deleted', n);
    default:
      return trans.__('until somebody deletes it');
  }
}

/** On what ground the operator says that this is recorded. */
export function groundWords(
  disclosure: IDisclosure,
  operator: IOperator,
  words: IWords
): string {
  const { trans } = words;
  const { name } = operator;
  const contact = contactWords(operator, words);
  const basis = disclosure.purpose?.legal_basis;
  switch (basis) {
    case 'consent':
      return trans.__('Only if you say yes.');
    case 'legitimate-interests':
      return trans.__('%1 states a legitimate interest. %2', name, contact);
    case 'legal-obligation':
      return trans.__('%1 states that the law requires it.', name);
    case 'public-task':
      return trans.__(
        '%1 states that it is part of its public task. %2',
        name,
        contact
      );
    case 'contract':
      return trans.__('%1 states that your contract needs it.', name);
    case 'vital-interests':
      return trans.__('%1 states that it protects lives.', name);
    case null:
    case undefined:
      return trans.__('%1 has not said on what ground.', name);
    default:
      return trans.__('%1 states: %2.', name, basis.replace(/^other:\s*/, ''));
  }
}

/** Where questions and objections go. */
export function contactWords(operator: IOperator, { trans }: IWords): string {
  return operator.contact
    ? trans.__('Questions or objection: %1.', operator.contact)
    : trans.__(
        '%1 has named nobody for questions or objections.',
        operator.name
      );
}

/** One way in which a disclosure grew, as the server names it. */
export function widerWords(
  wider: string,
  disclosure: IDisclosure,
  words: IWords
): string {
  const { trans } = words;
  const [what, ...rest] = wider.split(' ');
  const name = rest.join(' ');
  switch (what) {
    case 'field':
      return lowerFirst(titleOf(disclosure, name));
    case 'destination':
      return trans.__('sent to %1', name);
    case 'user':
      return trans.__('who you are');
    case 'retention':
      return trans.__('kept longer');
    case 'sanitize':
      return trans.__('shortened later');
    case 'sample':
      return trans.__('more of your sessions');
    case 'purpose':
      return trans.__('another purpose');
    case 'operator':
      return trans.__('another operator');
    default:
      return trans.__('another way of asking');
  }
}

/** A title in the middle of a sentence; names in capitals stay. */
export function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text)
    ? text[0].toLocaleLowerCase() + text.slice(1)
    : text;
}

function titleOf(disclosure: IDisclosure, path: string): string {
  return disclosure.fields.find(field => field.path === path)?.title || path;
}

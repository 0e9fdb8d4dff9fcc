import type { IDestination, IDisclosure } from '@jupyter-eventlog/core';
import type { IKind } from './kinds.js';
import { destinationsOf } from './kinds.js';
import type { MessageId } from './messages.js';
import { isMessage, isPlural, plain } from './messages.js';
import { remaining } from './sanitized.js';
import { fieldTitle, lowerFirst } from './widening.js';
import type { IWords } from './words.js';

/** A term and what is said about it, a line a fact. */
export interface IFact {
  readonly term: string;
  readonly lines: readonly string[];
}

/** One field that is kept, in words. */
export interface IFieldFact {
  readonly path: string;
  readonly name: string;
  readonly description: string;
  readonly how: string;
  readonly what: string;
}

/** A category of jupyter_telemetry in words; an operator's own stands as it is. */
export function categoryWords(category: string, words: IWords): string {
  const id = `category.${category}`;
  return isMessage(id) ? words.say(id) : plain(category);
}

/** What happens to a field before it is recorded. */
export function transformWords(transform: string, words: IWords): string {
  const [name, argument] = transform.split(':');
  const id = `transform.${name}`;
  if (isPlural(id)) {
    return words.count(id, Number(argument ?? 1));
  }
  return isMessage(id) ? words.say(id) : plain(transform);
}

/** A duration as operators write it: "90 days". */
export function durationWords(duration: string, words: IWords): string {
  const [, digits, unit] = /^(\d+)([a-z]+)$/.exec(duration) ?? [];
  const id = `duration.${unit}`;
  return isPlural(id) ? words.count(id, Number(digits)) : plain(duration);
}

/** How long records are kept: "90 days, then deleted". */
export function retentionWords(disclosure: IDisclosure, words: IWords): string {
  const { retention, sanitize } = disclosure;
  const kept = retention && durationWords(retention, words);
  if (sanitize) {
    const after = durationWords(sanitize.after, words);
    const rest = restWords(disclosure, words);
    return kept
      ? words.say('retention.sanitized', after, rest, kept)
      : words.say('retention.sanitized.none', after, rest);
  }
  return kept
    ? words.say('retention.deleted', kept)
    : words.say('retention.none');
}

/** The fields that are kept. */
export function fieldFacts(
  { fields }: IDisclosure,
  words: IWords
): IFieldFact[] {
  return fields.map(field => ({
    path: field.path,
    name: plain(field.title || field.path),
    description: plain(field.description),
    how: transformWords(field.transform, words),
    what: field.categories
      .map(category => categoryWords(category, words))
      .join(', ')
  }));
}

/** Everything else that is disclosed about one kind of activity. */
export function facts(kind: IKind, operator: string, words: IWords): IFact[] {
  const { disclosure } = kind;
  const { removed, versions, schema_id, expires, purpose } = disclosure;
  const seenBy = words.operatorText(purpose?.seen_by);
  const fact = (id: MessageId, ...lines: string[]): IFact[] =>
    lines.length > 0 ? [{ term: words.say(id), lines }] : [];
  return [
    ...fact('card.never', ...listed(removed)),
    ...fact('card.not-sent', ...listed(kind.not_sent ?? [])),
    ...fact('card.goes-to', ...placesOf(kind, words)),
    ...fact('card.kept', retentionWords(disclosure, words)),
    ...fact(
      'card.identity',
      words.say(`card.identity.${disclosure.user}`),
      words.say(`card.identity.${disclosure.subject_index ? 'found' : 'lost'}`)
    ),
    ...coarsened(disclosure, words).flatMap(([id, line]) => fact(id, line)),
    ...fact('card.sample', ...sampleWords(disclosure.sample, words)),
    ...fact(
      'card.seen-by',
      ...(seenBy ? [words.say('card.stated', seenBy, operator)] : [])
    ),
    ...fact('card.ends', ...(expires ? [words.day(expires)] : [])),
    ...fact(
      'card.technical',
      `${plain(schema_id)} ${versions.map(plain).join(', ')}`.trimEnd()
    )
  ];
}

/** A destination, who runs it, and whether it is somebody else's. */
export function destinationWords(to: IDestination, words: IWords): string {
  const where = to.country
    ? words.say('card.place', words.place(to), to.country)
    : words.place(to);
  const run = to.run_by ? words.say('card.run-by', where, to.run_by) : where;
  if (to.unknown) {
    return words.say('card.unknown', run);
  }
  return to.third_party ? words.say('card.third', run) : run;
}

function placesOf(kind: IKind, words: IWords): string[] {
  const places = kind.disclosure.destinations.map(to =>
    placeWords(to, kind, words)
  );
  return destinationsOf(kind).some(isElsewhere)
    ? [...places, words.say('card.elsewhere')]
    : places;
}

function placeWords(to: IDestination, kind: IKind, words: IWords): string {
  const where = destinationWords(to, words);
  if (kind.off_destinations.includes(to.name)) {
    // What nobody has named keeps its mark: it is off although nobody has
    // refused it.
    return words.say(to.unknown ? 'card.not-on' : 'card.switched-off', where);
  }
  const { retention } = kind.disclosure;
  return isElsewhere(to) || !retention
    ? where
    : words.say('card.place.kept', where, durationWords(retention, words));
}

function isElsewhere({ name }: IDestination): boolean {
  return name !== 'journal';
}

function listed(paths: readonly string[]): string[] {
  return paths.length > 0 ? [paths.map(plain).join(', ')] : [];
}

/** What of the envelope is coarsened, where the disclosure says so. */
function coarsened(
  disclosure: IDisclosure,
  words: IWords
): [MessageId, string][] {
  const parts: ['session' | 'time', MessageId][] = [
    ['session', 'card.session'],
    ['time', 'card.time']
  ];
  return parts.flatMap(([key, term]): [MessageId, string][] => {
    const id = `card.${key}.${disclosure[key]}`;
    return isMessage(id) ? [[term, words.say(id)]] : [];
  });
}

/** How many sessions are recorded, where not all are. */
function sampleWords(sample: number, words: IWords): string[] {
  if (sample >= 1) {
    return [];
  }
  if (sample <= 0) {
    return [words.say('card.sample.none')];
  }
  const share = (n: number, of: number): string[] => [
    words.say('card.sample.share', words.number(n), words.number(of))
  ];
  const inverse = sample > 1e-9 ? Math.floor(1 / sample + 0.5) : 0;
  if (Math.abs(1 / sample - inverse) < 1e-9) {
    return share(1, inverse);
  }
  const n = Math.min(999, Math.floor(sample * 1000 + 0.5));
  return n === 0
    ? [words.say('card.sample.few', words.number(1000))]
    : share(n / divisor(n, 1000), 1000 / divisor(n, 1000));
}

/** The greatest common divisor. */
function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

function restWords(disclosure: IDisclosure, words: IWords): string {
  const titles = remaining(disclosure).map(({ path }) =>
    lowerFirst(fieldTitle(disclosure, path))
  );
  return (
    words.list([...new Set(titles)]) || words.say('retention.sanitized.nothing')
  );
}

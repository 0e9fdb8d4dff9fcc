import type { IDestination, OperatorText } from '@jupyter-eventlog/core';
import { isObject } from '@jupyter-eventlog/core';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Argument, MessageId, PluralId } from './messages.js';
import { message, plain, plural, spoken } from './messages.js';

/** The catalogue in one language, with dates, times and lists as it has them. */
export interface IWords {
  /** The translation, for what is not about data collection. */
  readonly trans: TranslationBundle;

  /** The language that the texts are in and an operator's own are read in, as BCP 47. */
  readonly language: string;

  /** A text of the catalogue. */
  say(id: MessageId, ...args: Argument[]): string;

  /** A text of the catalogue for a number, its first argument. */
  count(id: PluralId, n: number, ...args: Argument[]): string;

  /** A number: "1,204". */
  number(n: number): string;

  /** A day: "2 Nov 2026". */
  day(time: string): string;

  /** A time of day: "14:03:05". */
  clock(time: string): string;

  /** A time of day: "14:03". */
  minute(time: string): string;

  /** "a, b and c". */
  list(items: readonly string[]): string;

  /** A destination by its name: the server itself in this language, others as the operator says. */
  place(to: Pick<IDestination, 'name' | 'destination'>): string;

  /** The language of an operator's text where it is not the one asked for: for `lang`. */
  languageOf(text: OperatorText | null | undefined): string | undefined;

  /** An operator's text in this language, else as first written. */
  operatorText(text: OperatorText | null | undefined): string;
}

/** The words of one language; times are local unless `zone` says UTC. */
export function wordsOf(
  trans: TranslationBundle,
  asked: string,
  zone: 'local' | 'UTC' = 'local'
): IWords {
  const say = (id: MessageId, ...args: Argument[]): string =>
    message(trans, id, args);
  const number = (n: number): string =>
    String(n).replace(/\B(?=(\d{3})+$)/g, say('number.group'));
  // A receipt names the language that was read: without the pack of a language
  // the texts are English, whatever the application speaks.
  const said = say('language');
  const tag = asked.replace(/_/g, '-');
  const language = spoken(tag) === said ? tag : said;
  const clock = (time: string): string => timeOfDay(new Date(time), zone);
  return {
    trans,
    language,
    say,
    count: (id, n, ...args) => plural(trans, id, n, [number(n), ...args]),
    number,
    day: time => {
      const [year, month, day] = dateOf(time, zone);
      return say('day', day, say(`month.${month}` as MessageId), year);
    },
    clock,
    minute: time => clock(time).slice(0, 5),
    list: items => listed(items.map(plain), say),
    place: ({ name, destination }) =>
      name === 'journal' && destination === 'this server'
        ? say('place.here')
        : plain(destination),
    languageOf: text => {
      const [tag] = inLanguage(text, language);
      return tag === language ? undefined : tag;
    },
    operatorText: text => plain(inLanguage(text, language)[1])
  };
}

function timeOfDay(at: Date, zone: 'local' | 'UTC'): string {
  const parts =
    zone === 'UTC'
      ? [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()]
      : [at.getHours(), at.getMinutes(), at.getSeconds()];
  return parts.map(part => String(part).padStart(2, '0')).join(':');
}

/** Year, month and day; a date without a time is the same in every zone. */
function dateOf(time: string, zone: 'local' | 'UTC'): number[] {
  if (/^\d{4}-\d\d-\d\d$/.test(time)) {
    return time.split('-').map(Number);
  }
  const at = new Date(time);
  return zone === 'UTC'
    ? [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()]
    : [at.getFullYear(), at.getMonth() + 1, at.getDate()];
}

function listed(items: readonly string[], say: IWords['say']): string {
  return items.length < 2
    ? (items[0] ?? '')
    : say(
        'list.last',
        items.slice(0, -1).reduce((a, b) => say('list.between', a, b)),
        items[items.length - 1]
      );
}

/** A text and its language, as far as the operator says which one it is. */
function inLanguage(
  text: OperatorText | null | undefined,
  language: string
): [string | undefined, string] {
  if (typeof text === 'string') {
    return [undefined, text];
  }
  const texts = Object.entries(isObject(text) ? text : {});
  const first = [language, language.split('-')[0]];
  const found = [
    ...first.flatMap(tag => texts.filter(([name]) => name === tag)),
    ...texts
  ].find((pair): pair is [string, string] => typeof pair[1] === 'string');
  return found ?? [undefined, ''];
}

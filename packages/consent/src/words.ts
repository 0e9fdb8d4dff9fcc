import type { OperatorText } from '@jupyter-eventlog/core';
import type { TranslationBundle } from '@jupyterlab/translation';

/** The translation, and dates and times as its language writes them. */
export interface IWords {
  /** The fixed strings. */
  readonly trans: TranslationBundle;

  /** The language, as BCP 47. */
  readonly language: string;

  /** A day: "2 Nov 2026". */
  day(time: string): string;

  /** A time of day: "14:03:05". */
  clock(time: Date): string;

  /** "a, b and c". */
  list(items: readonly string[]): string;

  /** An operator's text in this language, else as first written. */
  operatorText(text: OperatorText): string;
}

/** The words of one language. */
export function wordsOf(trans: TranslationBundle, language: string): IWords {
  // Day before month, as the fixed texts have it.
  const locale = /^en(-US)?$/.test(language) ? 'en-GB' : language;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const clock = new Intl.DateTimeFormat(locale, {
    timeStyle: 'medium',
    hourCycle: 'h23'
  });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    trans,
    language,
    day: time => day.format(new Date(time)),
    clock: time => clock.format(time),
    list: items => list.format(items),
    operatorText: text =>
      typeof text === 'string'
        ? text
        : (text[language] ??
          text[language.split('-')[0]] ??
          Object.values(text)[0] ??
          '')
  };
}

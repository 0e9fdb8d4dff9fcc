import type { TranslationBundle } from '@jupyterlab/translation';
import { LANGUAGES, MANY, ONE } from './generated/messages.js';

/** A text of the catalogue. */
export type MessageId = keyof typeof ONE;

/** A text of the catalogue with a singular and a plural. */
export type PluralId = keyof typeof MANY;

/** What is filled in. */
export type Argument = string | number;

// The bundle is given the placeholders themselves: what it fills in it also
// rewrites ("%% " becomes "%"), and an operator's text is not ours to change.
const SLOTS = ['%1', '%2', '%3', '%4'];

/** Counts as its number, and leaves its place: a bundle writes it bare. */
class Counted extends Number {
  override toString(): string {
    return SLOTS[0];
  }
}

/** The language of the texts for somebody who reads a language (BCP 47). */
export function spoken(language: string): string {
  const base = language.toLowerCase().split('-')[0];
  return LANGUAGES.includes(base) ? base : LANGUAGES[0];
}

/** A text with its arguments. */
export function message(
  trans: TranslationBundle,
  id: MessageId,
  args: readonly Argument[]
): string {
  return filled(ONE[id](trans, SLOTS), args);
}

/** A text for a number, which its first argument has as it is written. */
export function plural(
  trans: TranslationBundle,
  id: PluralId,
  n: number,
  args: readonly Argument[]
): string {
  const counted = new Counted(n) as unknown as number;
  return filled(MANY[id](trans, counted, SLOTS.slice(1)), args);
}

/** Whether a text is in the catalogue. */
export function isMessage(id: string): id is MessageId {
  return id in ONE;
}

/** Whether a text with a plural is in the catalogue. */
export function isPlural(id: string): id is PluralId {
  return id in MANY;
}

/**
 * Somebody else's text on one line: no control character may drive a terminal,
 * and none that turns the direction of writing may hide what stands beside it.
 */
export function plain(text: string): string {
  return text
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\p{Cc} \u00a0\u2028\u2029]+/gu, ' ')
    .replace(/^ | $/g, '');
}

function filled(text: string, args: readonly Argument[]): string {
  return text.replace(/%(\d)/g, (slot, place) =>
    place <= args.length ? plain(String(args[place - 1])) : slot
  );
}

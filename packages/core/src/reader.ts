import { isDuration } from './durations.js';
import { fault, isObject, own } from './json.js';
import { nearest } from './nearest.js';
import { PathError, canonicalPath } from './paths.js';
import { LEGAL_BASES } from './policy.js';
import type { JSONObject, JSONValue } from './types.js';

/** Whether a text, or each of its languages, says nothing. */
export function isBlank(text: unknown): boolean {
  const said = isObject(text) ? Object.values(text) : [text];
  return !said.some(
    one => typeof one === 'string' && one.replace(/^other:/, '').trim() !== ''
  );
}

/** Collects errors while it turns what was written into what is meant. */
export class Reader {
  /** What is wrong, as sentences. */
  readonly errors: string[] = [];

  /** Refuse keys that nobody knows. */
  knownKeys(said: JSONObject, known: readonly string[], where: string): void {
    for (const key of Object.keys(said)) {
      if (!known.includes(key)) {
        this.errors.push(`${where}unknown key "${key}"${nearest(key, known)}`);
      }
    }
  }

  /** Refuse what cannot be written down: a lone surrogate, above all. */
  plain(config: JSONObject): void {
    for (const [key, value] of Object.entries(config)) {
      const isRead = key === 'handlers' || key === 'sinks';
      const problem = isRead ? null : fault(textsOf(value));
      if (problem !== null) {
        this.errors.push(`${key}: ${problem}`);
      }
    }
  }

  /** One of some words; null where nothing is said. */
  choice<T extends string>(
    value: unknown,
    choices: readonly T[],
    where: string
  ): T | null {
    if (value === undefined || value === null) {
      return null;
    }
    if (!choices.includes(value as T)) {
      const hint =
        nearest(String(value), choices) || `; one of ${choices.join(', ')}`;
      this.errors.push(`${where}: "${String(value)}" is not known${hint}`);
    }
    return value as T;
  }

  /** A duration as it was written; null where nothing is said. */
  duration(value: unknown, where: string): string | null {
    if (value === undefined || value === null) {
      return null;
    }
    if (!isDuration(value)) {
      this.errors.push(
        `${where}: must be a duration such as "12h", "90d", "13mo" or "3y"`
      );
    }
    return value as string;
  }

  /** A text; nothing said is fine. */
  text(value: unknown, where: string): void {
    if ((value ?? null) !== null && typeof value !== 'string') {
      this.errors.push(`${where}: must be a text`);
    }
  }

  /** A text for people, in one language or by language. */
  words(value: unknown, where: string): void {
    const texts = isObject(value) ? Object.values(value) : [];
    const isByLanguage =
      texts.length > 0 && texts.every(one => typeof one === 'string');
    if (
      (value ?? null) !== null &&
      typeof value !== 'string' &&
      !isByLanguage
    ) {
      this.errors.push(
        `${where}: must be a text, or texts by language such as {"en": "...", "de": "..."}`
      );
    }
  }

  /** A legal ground, or the operator's own words after `other:`. */
  legalBasis(value: unknown, where: string): void {
    if (!(typeof value === 'string' && value.startsWith('other:'))) {
      this.choice(value, LEGAL_BASES, where);
    }
  }

  /** An address; nothing said is fine. */
  url(value: unknown, where: string): void {
    const isURL = typeof value === 'string' && /^https?:\/\//.test(value);
    if ((value ?? null) !== null && !isURL) {
      this.errors.push(
        `${where}: must be an address that begins with "https://"`
      );
    }
  }

  /** True or false; nothing said is fine. */
  flag(value: unknown, where: string): void {
    if ((value ?? null) !== null && typeof value !== 'boolean') {
      this.errors.push(`${where}: must be true or false`);
    }
  }

  /** An object under a key; empty where nothing is said. */
  mapping(said: JSONObject, key: string, where: string): JSONObject {
    const value = own(said, key) ?? {};
    if (isObject(value)) {
      return value;
    }
    this.errors.push(`${where}${key}: must be an object`);
    return {};
  }

  /** A list of names under a key; null where nothing is said. */
  names(said: JSONObject, key: string, where: string): string[] | null {
    const value = own(said, key) ?? null;
    if (value === null) {
      return null;
    }
    if (Array.isArray(value) && value.every(item => typeof item === 'string')) {
      return value as string[];
    }
    this.errors.push(`${where}${key}: must be a list of names`);
    return [];
  }

  /** A path in its one form, or null for one that cannot be read. */
  path(path: string, where: string): string | null {
    try {
      return canonicalPath(path);
    } catch (error) {
      if (!(error instanceof PathError)) {
        throw error;
      }
      this.errors.push(`${where}: ${error.message}`);
      return null;
    }
  }

  /** The paths of `allowed_properties`. */
  properties(said: JSONObject, where: string): string[] {
    return (this.names(said, 'allowed_properties', where) ?? []).flatMap(
      item => this.path(item, `${where}allowed_properties`) ?? []
    );
  }
}

/** The texts within a configuration; the rest is judged where it is read. */
function textsOf(value: unknown): JSONValue {
  if (Array.isArray(value)) {
    return value.map(textsOf);
  }
  if (isObject(value)) {
    return Object.entries(value).flat().map(textsOf);
  }
  return typeof value === 'string' ? value : null;
}

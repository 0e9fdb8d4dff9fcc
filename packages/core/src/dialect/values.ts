import { TYPES } from '../admitted.js';
import { isDuration } from '../durations.js';
import { FORMATS } from '../generated/formats.js';
import { DRAFT, PATTERNS } from '../generated/dialect.js';
import type { KINDS } from '../generated/dialect.js';
import { isObject, versionText } from '../json.js';
import { moment } from '../time.js';
import { isTransform } from '../transforms.js';

/** Whether a keyword's value is of a kind. */
export type Fits = (value: unknown) => boolean;

const LINK = new RegExp(PATTERNS.link, 'u');
const REFERENCE = new RegExp(PATTERNS.reference, 'u');
const TIME = new RegExp(FORMATS['date-time'], 'u');

/** Whether a value is a list of texts, each once. */
export function isNames(value: unknown): value is string[] {
  return isListOf(value, isText) && new Set(value).size === value.length;
}

/** The test of each kind that `event-schema.json` names. */
export const FITS: Readonly<Record<keyof typeof KINDS, Fits>> = {
  boolean: value => typeof value === 'boolean',
  categories: value => isListOf(value, item => isText(item) && item !== ''),
  count: value => isWhole(value, 0),
  date: isDate,
  draft: value => value === DRAFT || value === `${DRAFT}#`,
  duration: isDuration,
  factor: value => isWhole(value, 1),
  id: value => isText(value) && value.includes(':'),
  items: value =>
    isObject(value) || typeof value === 'boolean' || isFilled(value),
  links: value => isListOf(value, item => isText(item) && LINK.test(item)),
  list: value => Array.isArray(value),
  names: isNames,
  none: () => false,
  number: value => typeof value === 'number',
  object: isObject,
  reference: value => isText(value) && REFERENCE.test(value),
  schemas: isFilled,
  text: isText,
  transform: isTransform,
  type: value =>
    isText(value)
      ? TYPES.includes(value)
      : isFilled(value) &&
        isNames(value) &&
        value.every(item => TYPES.includes(item)),
  values: isFilled,
  version: value => versionText(value) !== null
};

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isWhole(value: unknown, least: number): boolean {
  return Number.isInteger(value) && Number(value) >= least;
}

function isFilled(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.length > 0;
}

function isListOf(value: unknown, fits: Fits): value is unknown[] {
  return Array.isArray(value) && value.every(fits);
}

/** Whether a value is a day or a time that there is. */
function isDate(value: unknown): boolean {
  return (
    isText(value) &&
    TIME.test(value.length === 10 ? `${value}T00:00:00Z` : value) &&
    moment(value) !== -Infinity
  );
}

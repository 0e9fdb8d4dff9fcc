import { canonical } from './json.js';
import { readTime } from './time.js';
import type { JSONValue } from './types.js';

/** What a transform gives for a value that it does not fit. */
export const REMOVED = Symbol('removed');

/** A value's replacement. */
export type Transform = (value: JSONValue) => JSONValue | typeof REMOVED;

/** The transform `hash`, with its key inside. */
export type Hash = (value: JSONValue) => string;

/** The transforms, as a policy names them. */
export const NAMES = [
  'drop',
  'hash',
  'truncate:<n>',
  'basename',
  'extension',
  'hour'
] as const;

const TRUNCATE = /^truncate:(0|[1-9][0-9]{0,8})$/;

const TEXT = new Map<string, (text: string) => string | typeof REMOVED>([
  ['basename', basename],
  ['extension', extension],
  ['hour', hour]
]);

/** Whether a value names a transform. */
export function isTransform(name: unknown): name is string {
  return (
    typeof name === 'string' &&
    (name === 'drop' ||
      name === 'hash' ||
      TEXT.has(name) ||
      TRUNCATE.test(name))
  );
}

/** The function of a transform of text. Throws for an unknown name. */
export function transform(name: string): Transform {
  const match = TRUNCATE.exec(name);
  const change = match ? truncate(Number(match[1])) : TEXT.get(name);
  if (!change) {
    throw new Error(`unknown transform ${name}`);
  }
  return value => (typeof value === 'string' ? change(value) : REMOVED);
}

/** The bytes that stand for a value under its hash. */
export function hashed(value: JSONValue): Uint8Array {
  return new TextEncoder().encode(
    typeof value === 'string' ? value : canonical(value)
  );
}

function truncate(length: number): (text: string) => string {
  return text => {
    if (text.length <= length) {
      return text;
    }
    let kept = '';
    let left = length;
    // A string's iterator gives code points.
    for (const point of text) {
      if (left-- === 0) {
        break;
      }
      kept += point;
    }
    return kept;
  };
}

function basename(text: string): string {
  return text.slice(
    Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1
  );
}

function extension(text: string): string {
  const name = basename(text);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot).toLowerCase();
}

function hour(text: string): string | typeof REMOVED {
  const time = readTime(text);
  return time === null ? REMOVED : `${time.minute.slice(0, 13)}:00:00Z`;
}

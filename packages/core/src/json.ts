import type { JSONObject, JSONValue } from './types.js';

const MAX_DEPTH = 64;
const LONE_SURROGATE = /[\uD800-\uDFFF]/u;

/** A value outside the JSON profile (I-JSON, RFC 7493). */
export class JSONError extends Error {}

/** Whether an object has a property of its own, not one from birth. */
export function hasOwn(object: object, name: string): boolean {
  return Object.prototype.hasOwnProperty.call(object, name);
}

/** An own property, or undefined. */
export function own(object: object, name: string): unknown {
  return hasOwn(object, name)
    ? (object as Record<string, unknown>)[name]
    : undefined;
}

/** Set a property under any name: assignment to `__proto__` would set none. */
export function put<T>(
  object: { [name: string]: T },
  name: string,
  value: T
): void {
  if (name === '__proto__') {
    Object.defineProperty(object, name, {
      value,
      configurable: true,
      enumerable: true,
      writable: true
    });
  } else {
    object[name] = value;
  }
}

/** Whether a value is an object literal, of this realm or another. */
export function isObject(value: unknown): value is JSONObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The first rule of the JSON profile that a value breaks, or null. */
export function fault(value: unknown, depth = 0): string | null {
  if (value === null || typeof value === 'boolean') {
    return null;
  }
  if (typeof value === 'string') {
    return LONE_SURROGATE.test(value)
      ? 'a string holds a lone surrogate'
      : null;
  }
  if (typeof value === 'number') {
    return numberFault(value);
  }
  if (!Array.isArray(value) && !isObject(value)) {
    return `a value of type ${typeof value} is not a JSON value`;
  }
  if (depth === MAX_DEPTH) {
    return `more than ${MAX_DEPTH} containers inside one another`;
  }
  return Array.isArray(value)
    ? itemsFault(value, depth + 1)
    : propertiesFault(value, depth + 1);
}

/**
 * A private copy of a value. Properties that are undefined count as absent, as
 * they do for JSON.stringify.
 *
 * Throws JSONError for a value outside the JSON profile.
 */
export function snapshot(value: unknown, depth = 0): JSONValue {
  if (depth === MAX_DEPTH && typeof value === 'object' && value !== null) {
    throw new JSONError(`more than ${MAX_DEPTH} containers inside one another`);
  }
  if (Array.isArray(value)) {
    return Array.from(value, item => snapshot(item, depth + 1));
  }
  if (isObject(value)) {
    return snapshotOf({ ...value }, depth + 1);
  }
  const problem = fault(value);
  if (problem !== null) {
    throw new JSONError(problem);
  }
  return value as JSONValue;
}

/** Make a fresh copy private in depth, too; copied whole, it keeps its shape. */
function snapshotOf(copy: JSONObject, depth: number): JSONObject {
  for (const name of Object.keys(copy)) {
    const item: unknown = copy[name];
    if (item === undefined) {
      delete copy[name];
    } else if (typeof item === 'object' && item !== null) {
      put(copy, name, snapshot(item, depth));
    } else {
      snapshot(item, depth);
    }
  }
  return copy;
}

/** The canonical JSON of a value, as RFC 8785 writes it. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if (isObject(value)) {
    // The default sort order is that of UTF-16 code units.
    const members = Object.keys(value)
      .sort()
      .map(name => `${JSON.stringify(name)}:${canonical(value[name])}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

/** A schema version as a string, or null for what cannot be one. */
export function versionText(version: unknown): string | null {
  if (typeof version === 'string') {
    return version || null;
  }
  return typeof version === 'number' && fault(version) === null
    ? JSON.stringify(version)
    : null;
}

function numberFault(value: number): string | null {
  if (!Number.isFinite(value)) {
    return 'a number is not finite';
  }
  return Number.isInteger(value) && !Number.isSafeInteger(value)
    ? 'an integer is beyond 2^53-1'
    : null;
}

function itemsFault(items: unknown[], depth: number): string | null {
  // An index loop sees the holes of a sparse array.
  for (let index = 0; index < items.length; index++) {
    const problem = fault(items[index], depth);
    if (problem !== null) {
      return problem;
    }
  }
  return null;
}

function propertiesFault(object: JSONObject, depth: number): string | null {
  for (const name of Object.keys(object)) {
    const problem = fault(name) ?? fault(object[name], depth);
    if (problem !== null) {
      return problem;
    }
  }
  return null;
}

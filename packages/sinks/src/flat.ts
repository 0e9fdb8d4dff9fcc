import type { JSONObject, JSONValue } from '@jupyter-eventlog/core';

/** What a service can tell apart. */
export type Scalar = string | number | boolean;

/**
 * Nested data as one level: names joined by `separator`, lists as JSON, nothing
 * for null. The first of two that get one name stays.
 */
export function flat(
  data: JSONObject,
  separator: string
): { [name: string]: Scalar } {
  const found = new Map<string, Scalar>();
  const look = (value: JSONValue, name: string): void => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      Object.entries(value).forEach(([key, one]) =>
        look(one, name === '' ? key : `${name}${separator}${key}`)
      );
    } else if (value !== null && !found.has(name)) {
      found.set(name, Array.isArray(value) ? JSON.stringify(value) : value);
    }
  };
  look(data, '');
  return Object.fromEntries(found);
}

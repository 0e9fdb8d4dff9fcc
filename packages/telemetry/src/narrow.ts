import type { IPolicyView, JSONObject } from '@jupyter-eventlog/core';
import {
  PathError,
  canonicalPath,
  isObject,
  parse
} from '@jupyter-eventlog/core';

/** What settings take away from a policy; they can add nothing to it. */
export interface IOverrides {
  readonly enabled?: boolean;
  readonly disabled_schemas?: readonly string[];
  readonly disabled_properties?: {
    readonly [schemaId: string]: readonly string[];
  };
}

/** The policy that is left in this page. */
export function narrow(view: IPolicyView, overrides: IOverrides): IPolicyView {
  const { enabled = true, disabled_schemas = [] } = overrides;
  const disabled = new Map(Object.entries(overrides.disabled_properties ?? {}));
  const entries = Object.entries(view.allowed_schemas).flatMap(
    ([id, entry]): [string, JSONObject, string[]][] => {
      const paths = readPaths(disabled.get(id) ?? []);
      // A path that nobody can read may mean any property.
      return !enabled || disabled_schemas.includes(id) || paths === null
        ? []
        : [[id, paths.length > 0 ? without(entry, paths) : entry, paths]];
    }
  );
  const ids = new Set(entries.map(([id]) => id));
  return {
    ...view,
    allowed_schemas: Object.fromEntries(
      entries.map(([id, entry]) => [id, entry])
    ),
    // As the server gave them: a disclosure is agreed to by its digest.
    disclosures: Object.fromEntries(
      Object.entries(view.disclosures).filter(([id]) => ids.has(id))
    ),
    not_sent: Object.fromEntries(
      entries.flatMap(([id, , paths]) =>
        paths.length > 0 ? [[id, paths]] : []
      )
    )
  };
}

function readPaths(paths: readonly string[]): string[] | null {
  try {
    return paths.map(canonicalPath);
  } catch (error) {
    if (error instanceof PathError) {
      return null;
    }
    throw error;
  }
}

/** An entry that drops some properties, and all that lies beneath them. */
function without(entry: JSONObject, paths: readonly string[]): JSONObject {
  const allowed = Array.isArray(entry.allowed_properties)
    ? entry.allowed_properties
    : [];
  const obfuscate = isObject(entry.obfuscate) ? entry.obfuscate : {};
  return {
    ...entry,
    // To drop a container does not drop a path beneath it that is allowed.
    allowed_properties: allowed.filter(
      one => !paths.some(path => isWithin(String(one), path))
    ),
    obfuscate: {
      ...obfuscate,
      ...Object.fromEntries(paths.map(path => [path, 'drop']))
    }
  };
}

function isWithin(inner: string, outer: string): boolean {
  const [tokens, prefix] = [parse(inner), parse(outer)];
  return prefix.every((token, index) => tokens[index] === token);
}

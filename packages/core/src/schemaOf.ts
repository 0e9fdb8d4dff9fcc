import type { JSONObject } from './types.js';

/** Loads the compiled check of a schema. */
export type CheckLoader = () => Promise<{
  /** Why data does not fit, or null where it does. */
  readonly default: (data: JSONObject) => string | null;
}>;

/** Names a schema whose events have a type; made by `jupyter-eventlog-schemas`. */
export interface ISchemaOf<T extends object> {
  readonly schema_id: string;
  readonly version: string;

  /** Absent where only the server can check. */
  readonly check?: CheckLoader;

  /** Never there: it carries the type. */
  readonly _data?: T;
}

import { isObject } from './json.js';
import type { ISchemaPolicy, Policy } from './policy.js';
import type { Rule } from './projection.js';
import { project } from './projection.js';
import type { Schema, Schemas } from './schemas.js';
import { allow } from './stages/allow.js';
import type { SHA256 } from './stages/consent.js';
import { consent } from './stages/consent.js';
import { redact } from './stages/redact.js';
import type { Validate, Validation } from './stages/validate.js';
import { moment } from './time.js';
import type { Hash } from './transforms.js';
import type { IDraft, IDrop, IKept, JSONObject } from './types.js';

/** What a pipeline needs of its surroundings. */
export interface IPipelineOptions {
  /** Null where the receiver validates. */
  readonly validation: Validation | null;

  /** Null where sampling is not possible: a sampled schema is then off. */
  readonly sha256: SHA256 | null;

  /** The transform `hash` at the last hop, null at all others. */
  readonly hash: Hash | null;

  /** Milliseconds since 1970, which `expires` is held against. */
  readonly now: () => number;
}

/** Whether the person of the event said yes to a schema. */
export type Granted = (schemaId: string) => boolean;

interface IRoad {
  readonly rule: Rule;
  readonly validate: Validate;
  readonly expires: number;
}

/** The pure part of the road: a policy over the registered schemas. */
export class Pipeline {
  constructor(
    private readonly _schemas: Schemas,
    readonly policy: Policy,
    private readonly _options: IPipelineOptions
  ) {}

  /** Whether the policy allows anything of a schema. */
  listed(schemaId: string): boolean {
    return this.policy.entry(schemaId) !== undefined;
  }

  /** The redacted event, or the verdict that ends it. Never throws. */
  process(draft: IDraft, granted: Granted): IKept | IDrop {
    const entry = this.policy.entry(draft.schema_id);
    if (!entry) {
      return { status: 'not-allowed' };
    }
    try {
      return this._process(entry, draft, granted);
    } catch {
      // A message could quote a value: the status must be enough.
      return { status: 'invalid', error: 'internal error' };
    }
  }

  private _process(
    entry: ISchemaPolicy,
    draft: IDraft,
    granted: Granted
  ): IKept | IDrop {
    const road = this._road(entry, draft.version);
    const isExpired = road !== null && this._options.now() >= road.expires;
    const refused =
      allow(entry, draft.version, isExpired) ??
      consent(
        entry,
        draft.session ?? '',
        granted(draft.schema_id),
        this._options.sha256
      );
    if (refused) {
      return refused;
    }
    if (road === null) {
      return {
        status: 'invalid',
        error: 'version: nobody registered this version'
      };
    }
    return road.validate(draft) ?? this._redact(entry, road, draft);
  }

  private _redact(entry: ISchemaPolicy, road: IRoad, draft: IDraft): IKept {
    const before = (draft.redacted ?? []) as string[];
    const [data, redacted] = redact(
      road.rule,
      draft.data as JSONObject,
      before
    );
    return { draft: { ...draft, data, redacted }, entry };
  }

  private _road(entry: ISchemaPolicy, version: string): IRoad | null {
    const schema = this._schemas.get(entry.schemaId, version);
    if (!schema) {
      return null;
    }
    let road = this._roads.get(schema);
    if (!road) {
      const rule = project(schema, entry, this._options.hash);
      const { expires } = schema;
      road = {
        rule,
        validate: this._options.validation?.(rule) ?? isWellFormed,
        expires: expires === null ? Infinity : moment(expires)
      };
      this._roads.set(schema, road);
    }
    return road;
  }

  private readonly _roads = new Map<Schema, IRoad>();
}

/** All that can be told of an event without a validator. */
function isWellFormed({ data }: IDraft): IDrop | null {
  return isObject(data)
    ? null
    : { status: 'invalid', error: 'data: must be an object' };
}

/** Whether a verdict ends an event. */
export function isDrop(verdict: IKept | IDrop): verdict is IDrop {
  return 'status' in verdict;
}

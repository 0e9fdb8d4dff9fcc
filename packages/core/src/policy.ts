import type { JSONObject } from './types.js';

/** Who is asked: before a yes nothing, until a no, or nobody. */
export type ConsentMode = 'opt-in' | 'opt-out' | 'required';

/** What is done with the identity of the user. */
export type UserMode = 'drop' | 'hash' | 'keep';

/** Whether events of one session stay linked. */
export type SessionMode = 'exact' | 'drop';

/** How exact times stay. */
export type TimeMode = 'exact' | 'hour' | 'day';

/** The category that is always allowed. */
export const UNRESTRICTED = 'unrestricted';

/** The categories that each level adds. */
export const LEVELS: ReadonlyMap<string, readonly string[]> = new Map([
  ['minimal', []],
  ['technical', ['technical']],
  ['interaction', ['technical', 'interaction']],
  ['content', ['technical', 'interaction', 'user-content']],
  [
    'full',
    [
      'technical',
      'interaction',
      'user-content',
      'user-identifiable-information',
      'user-identifier'
    ]
  ]
]);

/** The legal grounds that an operator can state. */
export const LEGAL_BASES = [
  'consent',
  'legitimate-interests',
  'legal-obligation',
  'contract',
  'public-task',
  'vital-interests',
  'other'
];

/** The categories that nobody may collect on the ground of silence. */
export const PERSONAL_CATEGORIES: readonly string[] = [
  'unclassified',
  'user-content',
  'user-identifiable-information',
  'user-identifier'
];

/**
 * What the operator allows of one schema, with every default filled in.
 *
 * `versions` and `sinks` are null for "all"; `retention` for "until deleted".
 */
export interface ISchemaPolicy {
  readonly schemaId: string;
  readonly versions: readonly string[] | null;
  readonly level: string | null;
  readonly categories: ReadonlySet<string>;
  readonly properties: readonly string[];
  readonly obfuscate: ReadonlyMap<string, string>;
  readonly obfuscateCategories: ReadonlyMap<string, string>;
  readonly user: UserMode;
  readonly session: SessionMode;
  readonly time: TimeMode;
  readonly consent: ConsentMode;
  readonly sinks: readonly string[] | null;
  readonly retention: string | null;
  readonly sanitize: JSONObject | null;
  readonly purpose: string | null;
  readonly reason: unknown;
  readonly legalBasis: string | null;
  readonly sample: number;
}

/**
 * A policy as read. With any of `errors` nothing is collected; `kindsOff` are
 * off by themselves, each with why; `warnings` change nothing.
 */
export class Policy {
  constructor(
    readonly settings: JSONObject,
    readonly errors: string[],
    readonly schemas: ReadonlyMap<string, ISchemaPolicy>,
    readonly kindsOff: ReadonlyMap<string, string>,
    readonly hashKey: Uint8Array | null,
    readonly warnings: readonly string[]
  ) {}

  /** Whether this policy lets anything be collected at all. */
  get enabled(): boolean {
    return [...this.schemas.keys()].some(id => this.entry(id) !== undefined);
  }

  /** What is allowed of a schema, or undefined where nothing is. */
  entry(schemaId: string): ISchemaPolicy | undefined {
    return this.errors.length > 0 || this.kindsOff.has(schemaId)
      ? undefined
      : this.schemas.get(schemaId);
  }
}

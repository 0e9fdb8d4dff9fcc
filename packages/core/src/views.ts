import type { IDecision } from './answers.js';
import type { ConsentMode, SessionMode, TimeMode, UserMode } from './policy.js';
import type { IOverlay } from './schemas.js';
import type { JSONObject } from './types.js';

/** A text of the operator's, in one language or in several. */
export type OperatorText = string | { readonly [language: string]: string };

/** Where events go, as people are told. */
export interface IDestination {
  readonly name: string;
  readonly destination: string;
  readonly third_party: boolean;
  readonly run_by: string | null;
  readonly country: string | null;

  /** Whether the operator has not said where this leads. */
  readonly unknown: boolean;
}

/** A sink that runs in the page: its class, and options that are no secrets. */
export interface IPageSink {
  readonly class: string;
  readonly public: { readonly [option: string]: string };
}

/** What an operator states about a purpose. */
export interface IPurpose {
  readonly title?: OperatorText;
  readonly short?: OperatorText;
  readonly why?: OperatorText;
  readonly legal_basis?: string | null;
  readonly seen_by?: OperatorText;
  readonly used_to_assess?: OperatorText;
  readonly approval?: OperatorText;
}

/** Whom the data is for, as far as the operator has said. */
export interface IOperator {
  /** Whether people record for themselves. */
  readonly self?: boolean;
  readonly name?: string;
  readonly address?: string;
  readonly contact?: string;
  readonly dpo?: string;
  readonly notice_url?: string;
  readonly authority?: string;
  readonly country?: string;
}

/** One field that is kept. */
export interface IField {
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly categories: readonly string[];

  /** `keep` or a transform. */
  readonly transform: string;

  /** The JSON types that its schema admits, or `listed`: values written out. */
  readonly types: readonly string[];

  /** The patterns that names on the way to it may be made after. */
  readonly names: readonly string[];
}

/** What records are cut down to after some time. */
export interface ISanitize {
  readonly after: string;
  readonly allowed_properties?: readonly string[];
  readonly allowed_categories?: readonly string[];
  readonly level?: string | null;
}

/** What a person is asked to agree to, for one kind of event. */
export interface IDisclosure {
  readonly digest: string;
  readonly schema_id: string;
  readonly title: string;
  readonly description: string;
  readonly versions: readonly string[];
  readonly fields: readonly IField[];
  readonly removed: readonly string[];
  readonly mode: ConsentMode;
  readonly reason: OperatorText | null;
  readonly purpose: ({ readonly id: string } & IPurpose) | null;

  /** The operator's name, `self`, or null where nobody has said. */
  readonly operator: string | null;
  readonly destinations: readonly IDestination[];

  /** As the operator wrote it; null is until deleted. */
  readonly retention: string | null;
  readonly sanitize: ISanitize | null;
  readonly sample: number;
  readonly user: UserMode;

  /** Whether a code beside each record, kept by the server alone, finds whose it is. */
  readonly subject_index: boolean;
  readonly session: SessionMode;
  readonly time: TimeMode;

  /** The ground that the operator states. */
  readonly legal_basis: string | null;

  /** How long one code stands for one value; null where none is made. */
  readonly hash_rotation: string | null;
  readonly expires?: string | null;
}

/** A kind of event that is known here and not allowed. */
export interface IUncollected {
  readonly schema_id: string;
  readonly title: string;
}

/** The body of `GET /policy`. */
export interface IPolicyView {
  readonly digest: string;

  /** The server's time when it answered, RFC 3339. */
  readonly time?: string;
  readonly operator: IOperator | null;
  readonly notice?: OperatorText | null;
  readonly contact?: string | null;
  readonly context?: string | null;
  readonly audience?: string | null;
  readonly mute_prompt?: boolean | null;

  /** Whether events may lie on the person's device before they said yes. */
  readonly device_storage?: boolean | null;
  readonly purposes?: { readonly [id: string]: IPurpose } | null;
  readonly destinations: readonly IDestination[];

  /** The sinks that run in the page, by name. */
  readonly page_sinks?: { readonly [name: string]: IPageSink };
  readonly allowed_schemas: { readonly [schemaId: string]: JSONObject };
  readonly schemas: readonly JSONObject[];
  readonly classifications?: readonly IOverlay[];
  readonly disclosures: { readonly [schemaId: string]: IDisclosure };

  /** What is known here and not allowed. */
  readonly not_collected?: readonly IUncollected[];

  /** What this page leaves out of what it sends: paths by schema. */
  readonly not_sent?: { readonly [schemaId: string]: readonly string[] };
}

/** A destination that takes nothing, and since when (RFC 3339). */
export interface IFailingPlace {
  readonly destination: string;
  readonly since: string;
}

/** The body of `GET /consent`. */
export interface IConsentView {
  readonly kinds: { readonly [schemaId: string]: IDecision };

  /** Whether a request may be put to the person now. */
  readonly prompt: boolean;

  /** Whether answers outlive this session. */
  readonly durable: boolean;

  /** Destinations of this person's records that take nothing at present. */
  readonly failing?: readonly IFailingPlace[];

  /** Whether a privacy signal counts as a no. */
  readonly signal?: boolean;

  /** Another one for another person; no name. Null where nobody is known. */
  readonly person?: string | null;

  /** Since when recording rests until the person resumes it, or null. */
  readonly paused?: string | null;
}

import type { ConsentMode, SessionMode, TimeMode, UserMode } from './policy.js';
import type { IOverlay } from './registry.js';
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
  readonly sanitize: {
    readonly after: string;
    readonly level?: string;
    readonly allowed_categories?: readonly string[];
    readonly allowed_properties?: readonly string[];
  } | null;
  readonly sample: number;
  readonly user: UserMode;
  readonly expires?: string | null;

  /** Whether records of one session stay linked, and how exact times stay. */
  readonly session?: SessionMode;
  readonly time?: TimeMode;
}

/** The body of `GET /policy`. */
export interface IPolicyView {
  readonly digest: string;
  readonly operator: IOperator | null;
  readonly notice?: OperatorText | null;
  readonly contact?: string | null;
  readonly context?: string | null;
  readonly audience?: string | null;
  readonly mute_prompt?: boolean | null;
  readonly purposes?: { readonly [id: string]: IPurpose } | null;
  readonly destinations: readonly IDestination[];
  readonly allowed_schemas: { readonly [schemaId: string]: JSONObject };
  readonly schemas: readonly JSONObject[];
  readonly classifications?: readonly IOverlay[];
  readonly disclosures: { readonly [schemaId: string]: IDisclosure };
}

/** One answer of a person, as the server holds it. */
export interface IConsentAnswerView {
  readonly answer: 'yes' | 'no';
  readonly time: string;

  /** The digest of what was shown. */
  readonly disclosure: string;

  /** Whether a yes counts no longer, because what is asked has grown. */
  readonly lapsed: boolean;
  readonly wider: readonly string[];
}

/** The body of `GET /consent`. */
export interface IConsentView {
  readonly answers: { readonly [schemaId: string]: IConsentAnswerView };
  readonly granted: { readonly [schemaId: string]: boolean };

  /** Whether answers outlive this session. */
  readonly durable: boolean;
}

import type { ConsentMode, ISchemaPolicy } from './policy.js';
import type { Status } from './reasons.js';

/** A value that JSON can hold. */
export type JSONValue =
  null | boolean | number | string | JSONValue[] | JSONObject;

/** A JSON object. Read foreign names with `own`, write them with `put`. */
export type JSONObject = { [name: string]: JSONValue };

/** An event before it has a capsule: what its emitter asserts. */
export interface IDraft {
  readonly schema_id: string;
  readonly version: string;
  readonly data: unknown;

  /** RFC 3339 in UTC. */
  readonly time?: string;
  readonly id?: string;
  readonly session?: string;
  readonly sequence?: number;

  /** What earlier hops removed; absent before the first one. */
  readonly redacted?: unknown;
}

/** A draft of which only what the policy keeps is left. */
export interface IRedactedDraft extends IDraft {
  readonly data: JSONObject;
  readonly redacted: string[];
}

/** A stage's refusal; `error` names the place and the rule, never a value. */
export interface IDrop {
  readonly status: Status;
  readonly error?: string;
}

/** A redacted event, and the part of the policy under which it may travel. */
export interface IKept {
  readonly draft: IRedactedDraft;
  readonly entry: ISchemaPolicy;
}

/** What a browser journal holds and a sink sends. */
export interface IRecord {
  readonly id: string;
  readonly time: string;
  readonly session: string;
  readonly sequence: number;
  readonly schema_id: string;
  readonly version: string;
  readonly data: JSONObject;
  readonly redacted: string[];
}

/** The envelope in which an event is stored (CloudEvents 1.0 JSON). */
export interface ICapsule {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly dataschema: string;
  readonly time: string;
  readonly schemaversion: string;
  readonly origin: string;
  readonly receivedtime: string;
  readonly basis: ConsentMode;
  readonly policy: string;
  readonly redacted: string[];
  readonly data: JSONObject;
  readonly session?: string;
  readonly sequence?: number;
  readonly user?: string;
}

/**
 * Where an event stands that the policy let pass. `sent` is what a service took
 * that answers the same to anything: whether it arrived is not known.
 */
export type RowState =
  | 'queued'
  | 'sending'
  | 'stored'
  | 'delivered'
  | 'sent'
  | 'refused'
  | 'waiting';

/** One event as the live view shows it: what is sent, and how far it came. */
export interface ILiveRow {
  readonly id: string;
  readonly schema_id: string;
  readonly version: string;
  readonly data: JSONObject;
  readonly redacted: string[];
  readonly time: string;

  /** The name of the sink that it is on its way to. */
  readonly sink: string;
  readonly state: RowState;

  /** The receiver's verdict, once there is one. */
  readonly status?: Status;
}

import type {
  Answer,
  IConsentView,
  ILiveRow,
  IPolicyView,
  ISchemaOf,
  ISink,
  Scope,
  StorageState
} from '@jupyter-eventlog/core';
import { Token } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import type { IFailingSink } from './failures.js';
import type { OwnRecords } from './records.js';
import type { ITraffic } from './traffic.js';

/** Emits events of one schema. */
export type Emitter<T extends object> = (
  data: T,
  options?: { readonly time?: string }
) => void;

/**
 * What is known of the server's policy: there is none, it holds a mistake, it
 * was asked for, it could not be had, or it is here.
 */
export type TelemetryState =
  'unconfigured' | 'error' | 'loading' | 'unknown' | 'ready';

/** What a person says at once. */
export interface IConsentReply {
  readonly answer: Answer;
  readonly scope: Scope;

  /** The purpose, schema or destination that `scope` speaks of. */
  readonly target?: string;

  /** The digest of each disclosure that was before the person, by schema. */
  readonly shown: { readonly [schemaId: string]: string };
}

/** Where a person answers. */
export type Surface = 'toast' | 'panel' | 'page' | 'cli' | 'api';

/** Takes events, and tells what is collected and why. */
export interface ITelemetry extends IDisposable {
  /** Take an event. Never throws; without a policy and a yes it does nothing. */
  emit(
    schemaId: string,
    version: string | number,
    data: object,
    options?: { readonly time?: string }
  ): void;

  /**
   * A function that emits events of one schema. `schema` comes from
   * `jupyter-eventlog-schemas`: a field that it does not have does not compile.
   */
  emitter<T extends object>(schema: ISchemaOf<T>): Emitter<T>;

  /**
   * Bring a schema as an object, as its author wrote it. While nothing is
   * configured this does nothing, and loads nothing.
   *
   * Rejects with SchemaError, whose message names the place, for a schema outside
   * the dialect or one that changes a known version. A server collects only what
   * it knows itself, so that a schema is shipped as a data file too; this tells
   * the developer where it is missing. A page without a server takes it from here.
   * Without a compiled check (`emitter`) ajv checks its events where the page may
   * compile, else the server, and sinks behind which nobody filters get none.
   */
  registerSchema(schema: object): Promise<void>;

  /**
   * Bring the code of a sink that the policy lists with the class `extension`. It
   * gets the events of this page that policy and consent let go there; what people
   * are told of it is what the operator wrote. The result takes it away.
   *
   * Rejects with an error that names the sinks that the policy leaves to
   * extensions, for any other name, and for a sink that says it leads to a third
   * party where the policy says that it does not.
   */
  addSink(sink: ISink): Promise<IDisposable>;

  /** Whether there is a server that keeps records and answers. */
  readonly hasServer: boolean;

  /** What is wrong with the policy, a sentence each, where the page knows it. */
  readonly mistakes: readonly string[];

  /** How many events of this page are on their way somewhere. */
  readonly waiting: number;

  /** The destinations that take nothing at present from this page. */
  readonly failing: readonly IFailingSink[];

  /** Emitted when `failing` has changed. */
  readonly failingChanged: ISignal<ITelemetry, readonly IFailingSink[]>;

  /** Whether an event of a schema would be taken now. */
  isEnabled(schemaId: string): boolean;

  /** Whether events outlive this page. */
  readonly storage: StorageState;

  /** What is known of the policy. */
  readonly state: TelemetryState;

  /** The policy that holds in this page, or null unless `state` is ready. */
  readonly policy: IPolicyView | null;

  /** Emitted when `policy` or `state` has changed. */
  readonly policyChanged: ISignal<ITelemetry, IPolicyView | null>;

  /** The person's answers, or null unless `state` is ready. */
  readonly consent: IConsentView | null;

  /** Emitted when `consent` has changed. */
  readonly consentChanged: ISignal<ITelemetry, IConsentView | null>;

  /** Emitted for each event that is collected, each time it gets further. */
  readonly emitted: ISignal<ITelemetry, ILiveRow>;

  /**
   * What would be recorded of kinds that are off, while somebody looks. It is
   * not stored, not sent and gone at once.
   */
  readonly previewed: ISignal<ITelemetry, ILiveRow>;

  /** Look at it. The result ends it. */
  preview(): IDisposable;

  /** How much this page has sent to the server half. */
  readonly traffic: ITraffic;

  /** The person's own records on the server. */
  readonly records: OwnRecords;

  /**
   * Answer. A no counts in this page at once; a yes once the server has it.
   * `language` is what the person has read, as BCP 47; English by default.
   *
   * Rejects when the server did not store the answers; a no still counts here.
   */
  setConsent(
    replies: readonly IConsentReply[],
    surface: Surface,
    language?: string
  ): Promise<void>;

  /**
   * Let recording rest in all of the person's tabs and programs, or go on. A
   * pause counts in this page at once; its end once the server has confirmed.
   *
   * Rejects when the server did not confirm; a pause still counts here.
   */
  setPaused(paused: boolean): Promise<void>;

  /** Ask the server again for policy and consent. Does not reject. */
  refresh(): Promise<void>;

  /** Send what waits; with `keepalive`, as the page closes. */
  flush(options?: { readonly keepalive?: boolean }): Promise<void>;
}

/** The service that takes events. */
export const ITelemetry = new Token<ITelemetry>(
  '@jupyter-eventlog/telemetry:ITelemetry',
  'Takes events, and tells what is collected and why.'
);

import type { IEmittedDraft } from './drafts.js';
import type { Granted, IPipelineOptions } from './pipeline.js';
import { Pipeline } from './pipeline.js';
import type { IReadPolicy } from './policyView.js';
import { readView } from './policyView.js';
import { own } from './json.js';
import type { IGranted, IRefused } from './gates.js';
import type { ISchemaPolicy } from './policy.js';
import type { IPorts } from './ports.js';
import type { ISink } from './sink.js';
import { inSample } from './stages/consent.js';
import type { IAssertion } from './stages/record.js';
import { record } from './stages/record.js';
import type { Validation } from './stages/validate.js';
import { normalTime, timeText } from './time.js';
import type { ITools } from './tools.js';
import type { Hash } from './transforms.js';
import type { IDrop, IKept, IRecord } from './types.js';
import type { IPolicyView } from './views.js';

/** An event that policy and consent let pass. */
export interface ITaken {
  /** As receivers get it that filter again. */
  readonly record: IRecord;

  /** As a sink may have it behind which nobody filters, or null. */
  last(sink: ISink): IRecord | null;
}

/** What a person has said. */
export interface IAnswers {
  readonly granted: IGranted;

  /** The sinks that get nothing of a schema although its policy names them. */
  readonly refused: IRefused;
}

/** A policy, ready for events. */
export class Compiled {
  /**
   * `key` is that of `hash`; `answers` are asked at each event. Throws PolicyError
   * for a policy not understood.
   */
  constructor(
    view: IPolicyView,
    private readonly _tools: ITools,
    key: Uint8Array,
    ports: IPorts,
    private readonly _answers: IAnswers
  ) {
    const { validation, hashes } = _tools;
    this._read = readView(view);
    const pipeline = (
      hash: Hash | null,
      checked: Validation | null
    ): Pipeline => {
      const options: IPipelineOptions = {
        validation: checked,
        sha256: hashes?.sha256 ?? null,
        hash,
        now: ports.now
      };
      return new Pipeline(this._read.schemas, this._read.policy, options);
    };
    this._hop = pipeline(null, validation);
    // Where nobody filters again, only what was validated here may go.
    this._last =
      validation && hashes
        ? pipeline(
            hashes.hashWith(key),
            rule => validation(rule) ?? uncheckable
          )
        : null;
  }

  /** Whether a session is one of those that a schema's policy keeps. */
  inSample(schemaId: string, session: string): boolean {
    const entry = this._read.policy.entry(schemaId);
    const sha256 = this._tools.hashes?.sha256 ?? null;
    return entry !== undefined && inSample(entry, session, sha256);
  }

  /** Put an event through; what its emitter asserts is asked for if it passes. */
  take(emitted: IEmittedDraft, said: () => IAssertion): ITaken | IDrop {
    const time =
      emitted.time === undefined
        ? timeText(emitted.at)
        : normalTime(emitted.time);
    if (time === null) {
      return { status: 'invalid', error: 'time: must be an RFC 3339 time' };
    }
    const draft = { ...emitted, time };
    const verdict = this._hop.process(draft, this._isGranted);
    if ('status' in verdict) {
      return verdict;
    }
    const made = record(verdict, said());
    return {
      record: made,
      last: sink =>
        this._mayGo(verdict.entry, sink)
          ? lastRecord(this._last?.process(draft, this._isGranted), made)
          : null
    };
  }

  /** A record that waits, as a changed policy lets it travel on, or null. */
  again(waiting: IRecord, sink: ISink): IRecord | null {
    const verdict = this._hop.process(waiting, this._isGranted);
    return 'status' in verdict || !this._mayGo(verdict.entry, sink)
      ? null
      : { ...waiting, ...remains(verdict) };
  }

  /** Whether a sink is one of the policy's, and the person has not switched it off. */
  private _mayGo(
    { schemaId, sinks }: ISchemaPolicy,
    { isLast, name }: ISink
  ): boolean {
    const refused = own(this._answers.refused, schemaId) as string[] | null;
    // Who filters again knows best what goes where.
    return (
      !isLast || !(sinks?.includes(name) === false || refused?.includes(name))
    );
  }

  private readonly _isGranted: Granted = id =>
    own(this._answers.granted, id) === true;
  private readonly _read: IReadPolicy;
  private readonly _hop: Pipeline;

  // Null where sinks behind which nobody filters get nothing.
  private readonly _last: Pipeline | null;
}

function uncheckable(): IDrop {
  return { status: 'invalid', error: 'nobody here can check it' };
}

function lastRecord(
  verdict: IKept | IDrop | undefined,
  made: IRecord
): IRecord | null {
  if (!verdict || 'status' in verdict) {
    return null;
  }
  const { session } = verdict.entry;
  const unlinked = session === 'drop' ? { session: '', sequence: 0 } : {};
  return { ...made, ...remains(verdict), ...unlinked };
}

function remains({ draft }: IKept): Pick<IRecord, 'data' | 'redacted'> {
  return { data: draft.data, redacted: draft.redacted };
}

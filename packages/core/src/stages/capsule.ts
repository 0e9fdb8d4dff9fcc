import type { ISchemaPolicy } from '../policy.js';
import { coarsened } from '../time.js';
import type { ICapsule, IKept } from '../types.js';

/** 32 hex digits that stand for a text under a key. */
export type Code = (key: Uint8Array, text: string) => string;

/**
 * What an emitter cannot claim: a server knows it of itself; a page without one
 * makes its keys for one session.
 */
export interface IStamp {
  /** Names the journal. */
  readonly source: string;
  readonly origin: 'frontend' | 'server' | 'hub' | 'kernel' | 'service';

  /** The policy's digest. */
  readonly policy: string;
  readonly sessionKey: Uint8Array;
  readonly userKey: Uint8Array;
  readonly code: Code;

  /** The verified identity, or null. */
  readonly user: string | null;

  /** Where schemas are published, or null where their ids say. */
  readonly baseUrl: string | null;

  /** RFC 3339 in UTC with six digits. */
  readonly now: () => string;

  /** A UUIDv7. */
  readonly newId: () => string;

  /** A UUIDv4. */
  readonly newRandomId: () => string;
}

/**
 * The last pure stage: the event gets the envelope in which it is stored and
 * sent (CloudEvents 1.0 JSON).
 */
export function capsule({ draft, entry }: IKept, stamp: IStamp): ICapsule {
  const received = stamp.now();
  const { session, sequence } = draft;
  const isLinked = session !== undefined && entry.session !== 'drop';
  return {
    specversion: '1.0',
    // A UUIDv7 holds the time to the millisecond, which coarsening is to hide.
    id:
      entry.time === 'exact'
        ? (draft.id ?? stamp.newId())
        : stamp.newRandomId(),
    source: stamp.source,
    type: draft.schema_id,
    dataschema: dataschema(draft.schema_id, draft.version, stamp.baseUrl),
    time: coarsened(draft.time ?? received, entry.time),
    schemaversion: draft.version,
    origin: stamp.origin,
    receivedtime: coarsened(received, entry.time),
    basis: entry.consent,
    policy: stamp.policy,
    redacted: draft.redacted,
    data: draft.data,
    ...(isLinked ? { session: linkedSession(session, entry, stamp) } : {}),
    ...(isLinked && sequence !== undefined ? { sequence } : {}),
    ...identity(entry, stamp)
  };
}

function identity(
  { user }: ISchemaPolicy,
  stamp: IStamp
): { readonly user?: string } {
  if (stamp.user === null || user === 'drop') {
    return {};
  }
  return {
    user: user === 'keep' ? stamp.user : stamp.code(stamp.userKey, stamp.user)
  };
}

/** Schemas that treat the user differently cannot be linked by the session. */
function linkedSession(
  session: string,
  entry: ISchemaPolicy,
  stamp: IStamp
): string {
  return stamp.code(stamp.sessionKey, `${session}\0${entry.user}`);
}

/** The address of a schema's version. */
function dataschema(
  schemaId: string,
  version: string,
  baseUrl: string | null
): string {
  const address = schemaId.endsWith(`/v${version}`)
    ? schemaId
    : `${schemaId}/v${version}`;
  if (baseUrl === null) {
    return address;
  }
  // Everything after the host names the schema under another host; a name
  // without a host is all there is.
  const path = address.replace(/^.*?:\/\/[^/]*\/?/s, '');
  return `${baseUrl.replace(/\/+$/, '')}/${path}`;
}

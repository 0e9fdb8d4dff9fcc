import type { ICapsule, JSONObject } from '@jupyter-eventlog/core';
import { isObject } from '@jupyter-eventlog/core';
import type { IRequest } from './request.js';

/** How far a destination has come with a record. */
export type Delivery =
  'stored' | 'delivered' | 'waiting' | 'refused' | 'cancelled';

/** A record as it is stored. */
export interface IStoredRecord {
  readonly capsule: ICapsule & JSONObject;
  readonly delivery: { readonly [destination: string]: Delivery };
}

/** Which of their records a person means; times are RFC 3339. */
export interface IRecordChoice {
  readonly schema_id?: string;
  readonly since?: string;
  readonly until?: string;
}

/** A page of a person's records, newest first. */
export interface IRecordPage {
  readonly records: readonly IStoredRecord[];
  readonly next: string | null;
  readonly total: number;
  readonly oldest: string | null;
  readonly newest: string | null;
  readonly erasures: readonly IErased[];
  readonly unreadable: readonly string[];
}

/** How many records there are by day and kind, and by what erasing reaches. */
export interface IOutlook {
  readonly total: number;
  readonly days: readonly {
    readonly day: string;
    readonly schema_id: string;
    readonly records: number;
  }[];
  readonly reach: IErased['reach'];
  readonly unreadable: readonly string[];
}

/** What was erased, and how far that reaches. */
export interface IErased {
  readonly deleted: number;
  readonly receipt: string | null;
  readonly time?: string;
  readonly reach: readonly {
    readonly destination: string;
    readonly erasure: string;
    readonly records: number | null;
  }[];
}

/** A person's own records on the server. Everything rejects while it is silent. */
export class OwnRecords {
  constructor(private readonly _request: IRequest) {}

  /** A page; `not-linked` where nobody can tell whose records are whose. */
  async page(
    choice: IRecordChoice,
    limit: number,
    before?: string
  ): Promise<IRecordPage | 'not-linked'> {
    const query = queryOf({ ...choice, limit: String(limit), before });
    try {
      return readPage(await this._request.get(`records${query}`));
    } catch (error) {
      if (statusOf(error) === 409) {
        return 'not-linked';
      }
      throw error;
    }
  }

  /** How many there are, and how far it would reach to erase them. */
  async outlook(choice: IRecordChoice): Promise<IOutlook> {
    const query = queryOf({ ...choice });
    return (await this._request.get(`records/outlook${query}`)) as IOutlook;
  }

  /** Erase what is chosen; an empty choice is everything. */
  async erase(choice: IRecordChoice): Promise<IErased> {
    const said = Object.keys(choice).length > 0 ? choice : { all: true };
    const answer = await this._request.delete('records', JSON.stringify(said));
    return answer as IErased;
  }

  /** The archive of what is chosen. */
  export(
    choice: IRecordChoice,
    onProgress: (bytes: number) => void
  ): Promise<Blob> {
    const path = `records/export${queryOf({ ...choice })}`;
    return this._request.download(path, onProgress);
  }

  /** The proof of what the person said, oldest first. */
  async receipts(): Promise<readonly JSONObject[]> {
    const answer = await this._request.get('consent/receipts');
    const found = isObject(answer) ? answer.receipts : null;
    return Array.isArray(found) ? (found as JSONObject[]) : [];
  }
}

function readPage(body: unknown): IRecordPage {
  if (!isObject(body) || !Array.isArray(body.records)) {
    throw new Error('The answer is not a page of records.');
  }
  return body as unknown as IRecordPage;
}

function queryOf(said: { [name: string]: string | undefined }): string {
  const known = Object.entries(said).filter(
    (pair): pair is [string, string] => pair[1] !== undefined
  );
  return known.length > 0 ? `?${new URLSearchParams(known)}` : '';
}

function statusOf(error: unknown): number | null {
  const { response } = error as { response?: { status?: number } };
  return response?.status ?? null;
}

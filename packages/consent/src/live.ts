import type { ILiveRow, JSONObject } from '@jupyter-eventlog/core';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

/** How many rows are held; the oldest go first. */
export const MAX_ROWS = 10_000;

/** The sink that leads to the server. */
const SERVER = 'rest';

/** A record as the server holds it. */
export interface IStored {
  readonly capsule: JSONObject;
  readonly delivery: { readonly [destination: string]: string };
}

/** Where a row comes from, and how far it came. */
export interface IRow {
  readonly id: string;
  readonly schema_id: string;
  readonly time: string;
  readonly from: 'here' | 'frontend' | 'server' | 'kernel' | 'hub' | 'service';

  /** `preview`, or where the browser's row or the server's record stands. */
  readonly state: 'preview' | ILiveRow['state'];
  readonly status?: ILiveRow['status'];

  /** How far each destination came with it, once the server has it. */
  readonly delivery: IStored['delivery'] | null;

  /** Whether it has not been on its way to the server yet. */
  readonly isDirect?: boolean;

  /** How far the browser itself came with it, by sink past the server. */
  readonly direct?: { readonly [sink: string]: ILiveRow['state'] };

  /** Exactly what is stored, or what this browser has of it so far. */
  readonly record: JSONObject;
  readonly data: JSONObject;
  readonly redacted: readonly string[];
}

/** A row of a record that the server has stored. */
export function rowOf(
  { capsule, delivery }: IStored,
  from = String(capsule.origin) as IRow['from']
): IRow {
  return {
    id: String(capsule.id),
    schema_id: String(capsule.type),
    time: String(capsule.time),
    from,
    state: 'stored',
    delivery,
    record: capsule,
    data: capsule.data as JSONObject,
    redacted: (capsule.redacted ?? []) as string[]
  };
}

/**
 * What passes by while somebody looks: the browser's own rows, each replaced by
 * what the server has stored as soon as it says so.
 */
export class LiveRows {
  /** `later` is when a change is told; the default is the next frame. */
  constructor(
    private readonly _later: (tell: () => void) => void = tell =>
      void requestAnimationFrame(tell)
  ) {}

  /** Emitted when anything below has changed, once for many rows. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /**
   * The rows as shown, oldest first. A frozen view gets no new ones, but what it
   * says of those that are there stays true.
   */
  get shown(): readonly IRow[] {
    return this._end === null
      ? this._rows
      : this._rows.slice(0, Math.max(0, this._end - this._dropped));
  }

  /** How many rows came since the view was frozen. */
  get unseen(): number {
    return this._end === null ? 0 : this.all - this._end;
  }

  /** How many rows there ever were. */
  get all(): number {
    return this._dropped + this._rows.length;
  }

  /** Whether the person has frozen the view. */
  get isFrozen(): boolean {
    return this._isFrozen;
  }

  /** Keep the view still, or let it go on. */
  freeze(frozen: boolean): void {
    this._isFrozen = frozen;
    this._still();
  }

  /** Keep the view still while focus is in it, so that nothing moves away. */
  hold(held: boolean): void {
    this._isHeld = held;
    this._still();
  }

  /** Take a row of this browser. */
  hear(row: ILiveRow, isPreview = false): void {
    const { id, schema_id, version, time, data, redacted, status } = row;
    if (this._renamed.has(id)) {
      return;
    }
    if (!isPreview && row.sink !== SERVER) {
      this._hearDirect(row);
      return;
    }
    this._put({
      id,
      schema_id,
      time,
      from: 'here',
      state: isPreview ? 'preview' : row.state,
      status,
      direct: this._of(id)?.direct,
      delivery: null,
      record: { id, schema_id, version, time, data, redacted },
      data,
      redacted
    });
  }

  /** Take what the server has stored, newest first. */
  take(stored: readonly IStored[]): void {
    [...stored].reverse().forEach(one => {
      this._recognise(one);
      const mine = this._of(String(one.capsule.id));
      this._put(
        mine?.from === 'here'
          ? { ...rowOf(one, 'here'), direct: mine.direct }
          : rowOf(one)
      );
    });
  }

  /** Forget everything: nobody looks any more. */
  clear(): void {
    this._rows = [];
    this._places.clear();
    this._renamed.clear();
    this._dropped = 0;
    this._end = null;
    this._isFrozen = this._isHeld = false;
  }

  /** A row on its way past the server says nothing of the way to the server. */
  private _hearDirect(row: ILiveRow): void {
    const { id, schema_id, version, time, data, redacted } = row;
    const known = this._of(id);
    this._put({
      id,
      schema_id,
      time,
      from: 'here',
      state: row.state,
      delivery: null,
      record: { id, schema_id, version, time, data, redacted },
      data,
      redacted,
      ...known,
      isDirect: known ? known.isDirect : true,
      ...(known?.isDirect ? { state: row.state } : {}),
      direct: { ...known?.direct, [row.sink]: row.state }
    });
  }

  private _of(id: string): IRow | undefined {
    const place = this._places.get(id);
    return place === undefined ? undefined : this._rows[place - this._dropped];
  }

  /**
   * Where the session is dropped, the server gives records new ids, so that
   * nobody can link them. The row here is known by what it says.
   */
  private _recognise({ capsule }: IStored): void {
    const id = String(capsule.id);
    const isNamed = capsule.session !== undefined;
    if (isNamed || capsule.origin !== 'frontend' || this._places.has(id)) {
      return;
    }
    const index = this._rows.findIndex(row => isTwin(row, capsule));
    if (index >= 0) {
      const mine = this._rows[index].id;
      this._places.delete(mine);
      this._places.set(id, this._dropped + index);
      this._renamed.add(mine);
    }
  }

  private _put(row: IRow): void {
    const place = this._places.get(row.id);
    const known =
      place === undefined ? undefined : this._rows[place - this._dropped];
    if (known && place !== undefined) {
      // What is stored stays so, whatever this browser says later.
      if (known.delivery && !row.delivery) {
        return;
      }
      this._rows[place - this._dropped] = row;
    } else {
      this._places.set(row.id, this.all);
      this._rows.push(row);
      this._shorten();
    }
    this._tell();
  }

  /** In one go for many, because to take one from the front moves all. */
  private _shorten(): void {
    if (this._rows.length < MAX_ROWS * 1.1) {
      return;
    }
    const gone = this._rows.splice(0, this._rows.length - MAX_ROWS);
    this._dropped += gone.length;
    gone.forEach(({ id }) => this._places.delete(id));
  }

  private _still(): void {
    this._end = this._isFrozen || this._isHeld ? (this._end ?? this.all) : null;
    this._tell();
  }

  private _tell(): void {
    if (!this._isTelling) {
      this._isTelling = true;
      this._later(() => {
        this._isTelling = false;
        this._changed.emit();
      });
    }
  }

  private readonly _changed = new Signal<this, void>(this);

  // Places count from the first row ever, so that they stay true when it goes.
  private readonly _places = new Map<string, number>();

  // Rows whose records have come from the server under other names.
  private readonly _renamed = new Set<string>();
  private _rows: IRow[] = [];
  private _dropped = 0;

  // Where a frozen view ends, counted from the first row ever.
  private _end: number | null = null;
  private _isFrozen = false;
  private _isHeld = false;
  private _isTelling = false;
}

/** Whether a row of this browser says what a stored record does; a code may stand for a text. */
function isTwin(row: IRow, { type, data }: JSONObject): boolean {
  const { from, delivery, schema_id, state } = row;
  if (
    from !== 'here' ||
    delivery ||
    schema_id !== type ||
    state === 'preview'
  ) {
    return false;
  }
  const stored = Object.entries(data as JSONObject);
  return (
    stored.length === Object.keys(row.data).length &&
    stored.every(
      ([name, value]) =>
        JSON.stringify(value) === JSON.stringify(row.data[name]) ||
        /^[0-9a-f]{32}$/.test(String(value))
    )
  );
}

import type { ICircumstances, IConsentRecord, IDecision } from './answers.js';
import { isOpen } from './answers.js';
import { differences } from './differences.js';
import type { Disclosure } from './disclosure.js';
import { own } from './json.js';
import { offDestinations } from './offDestinations.js';
import { speaksOf } from './speaking.js';
import { widened } from './widening.js';

/** A request that was put away this often is not made again. */
export const CLOSED_IS_NO = 2;

const OFF: IDecision = {
  status: 'off',
  ground: null,
  time: null,
  record: null,
  wider: [],
  lapsed: null,
  off_destinations: []
};

/** The decision for each disclosure, from all a person said, oldest first. */
export function decide(
  disclosures: { readonly [schemaId: string]: Disclosure },
  records: readonly IConsentRecord[],
  circumstances: ICircumstances
): { [schemaId: string]: IDecision } {
  const newestFirst = [...records].reverse();
  return Object.fromEntries(
    Object.entries(disclosures).map(([schemaId, disclosure]) => [
      schemaId,
      new Kind(schemaId, disclosure, newestFirst, circumstances).decision()
    ])
  );
}

/** One kind of event, held against the records. */
class Kind {
  constructor(
    private readonly _id: string,
    private readonly _disclosure: Disclosure,
    private readonly _records: readonly IConsentRecord[],
    private readonly _at: ICircumstances
  ) {
    this._purpose = _disclosure.purpose?.id ?? null;
  }

  decision(): IDecision {
    // What somebody refused by itself is refused also where nothing is on yet:
    // an Accept does not bring it back.
    const stands = this._stands();
    return {
      ...stands,
      changed: this._changed(stands.record),
      off_destinations: offDestinations(this._disclosure, this._records)
    };
  }

  /** What is different from what the record that counts was to. */
  private _changed(record: string | null): string[] {
    const found = record && this._records.find(one => one.id === record);
    const shown = found ? this._in(found) : undefined;
    return shown ? differences(shown, this._disclosure) : [];
  }

  private _stands(): IDecision {
    if (this._disclosure.mode === 'required') {
      return this._required();
    }
    const spoken = this._records.find(record => this._speaks(record));
    if (spoken?.answer === 'no') {
      return said(spoken);
    }
    if (this._at.durable === false) {
      return { ...OFF, status: 'unasked' };
    }
    return spoken
      ? this._yes(spoken)
      : (this._notice() ?? this._told(this._unanswered()));
  }

  /**
   * A kind that was refused and is now always recorded starts when the person
   * has been told so.
   */
  private _required(): IDecision {
    const decisive = this._records.find(
      record =>
        this._tells(record) ||
        (record.answer === 'yes' && this._speaks(record)) ||
        this._isRefusal(record)
    );
    return decisive?.answer === 'no'
      ? { ...said(decisive), status: 'unasked' }
      : {
          ...OFF,
          status: 'always',
          ground: 'required'
        };
  }

  /**
   * Whether a record is a no to this kind as a choice: what was required then
   * could not be refused.
   */
  private _isRefusal(record: IConsentRecord): boolean {
    const shown = this._in(record);
    const isChoice = shown === undefined || shown.mode !== 'required';
    return isChoice && record.answer === 'no' && this._speaks(record);
  }

  private _yes(record: IConsentRecord): IDecision {
    const wider = widened(this._in(record)!, this._disclosure);
    const before = said(record);
    if (wider.length > 0) {
      const isPutAway = this._closed(record.time) >= CLOSED_IS_NO;
      const status = isPutAway ? 'off' : 'changed';
      return (
        this._notice() ??
        this._told({ ...before, status, wider, lapsed: 'wider' })
      );
    }
    if (this._at.now > Date.parse(record.time) + this._at.validFor) {
      // One reminder: a request that was put away since is the last.
      const status = this._closed(record.time) > 0 ? 'off' : 'asked';
      return this._notice() ?? this._told({ ...before, status, lapsed: 'age' });
    }
    return this._isSilenced(record)
      ? { ...before, status: 'signal', lapsed: 'signal' }
      : this._on(record, 'yes');
  }

  /** What a notice is worth that was shown before this session began. */
  private _notice(): IDecision | null {
    const shown = this._notices().find(record => this._isEarlier(record));
    return !shown || this._isSilenced() ? null : this._on(shown, 'shown');
  }

  /** What waits, with the notice of this session where there was one. */
  private _told(decision: IDecision): IDecision {
    const [shown] = this._notices();
    const { time, record } = shown ? said(shown) : decision;
    return shown && isOpen(decision)
      ? { ...decision, ground: 'shown', time, record }
      : decision;
  }

  /** The notices of all that is collected now, where that is how one asks. */
  private _notices(): IConsentRecord[] {
    return this._disclosure.mode === 'opt-out'
      ? this._records.filter(record => this._tells(record))
      : [];
  }

  /** A server that ran beside this one makes none of its notices earlier. */
  private _isEarlier({ time, session = '' }: IConsentRecord): boolean {
    const { began, session: now = '' } = this._at;
    return session !== now && (began === undefined || time < began);
  }

  private _on(record: IConsentRecord, ground: 'yes' | 'shown'): IDecision {
    return {
      ...said(record),
      status: 'on',
      ground
    };
  }

  /** Whether a record is a notice of all that is collected now. */
  private _tells(record: IConsentRecord): boolean {
    const shown = record.answer === 'shown' ? this._in(record) : undefined;
    return !!shown && widened(shown, this._disclosure).length === 0;
  }

  private _unanswered(): IDecision {
    if (this._isSilenced()) {
      return { ...OFF, status: 'signal' };
    }
    const isOptIn = this._disclosure.mode === 'opt-in';
    if (isOptIn && this._closed() >= CLOSED_IS_NO) {
      return OFF;
    }
    const hasAnswered = this._records.some(
      ({ answer }) => answer === 'yes' || answer === 'no'
    );
    const isAsked = this._purpose !== null || !hasAnswered;
    return { ...OFF, status: isAsked ? 'asked' : 'unasked' };
  }

  /**
   * Whether a privacy signal, now or at any time since a yes, counts as a no.
   * Who says yes under one overrules it for good.
   */
  private _isSilenced(yes?: IConsentRecord): boolean {
    if (yes?.signal) {
      return false;
    }
    const since = yes
      ? this._records.slice(0, this._records.indexOf(yes))
      : this._records;
    return (
      this._at.signal === true ||
      since.some(({ answer }) => answer === 'signal')
    );
  }

  /** How often a request for this was put away. */
  private _closed(after = ''): number {
    return this._records.filter(
      record =>
        record.answer === 'closed' && record.time > after && this._in(record)
    ).length;
  }

  /** Whether a record is a yes or a no to this kind. */
  private _speaks(record: IConsentRecord): boolean {
    return speaksOf(record, this._id, this._purpose, this._records);
  }

  private _in({ disclosures }: IConsentRecord): Disclosure | undefined {
    return own(disclosures, this._id) as Disclosure | undefined;
  }

  private readonly _purpose: string | null;
}

function said({ time, id }: IConsentRecord): IDecision {
  return { ...OFF, time, record: id ?? '' };
}

/** Why events were given up; the server knows the same words. */
export type LossReason = 'full' | 'too-large' | 'refused' | 'expired';

/** Which numbers of a session are missing, and why. */
export interface IReport {
  readonly session: string;
  readonly ranges: readonly (readonly [number, number])[];
  readonly reason: LossReason;
}

/** What a server takes in one request. */
const MAX_REPORTS = 100;
const MAX_RANGES = 1000;

interface IGrowing extends IReport {
  readonly ranges: [number, number][];
}

/**
 * Remembers the numbers that were lost until the server has been told.
 *
 * What has been told once is never told again in other words: the server counts
 * each report once.
 */
export class Losses {
  /** Note a lost number. */
  add(session: string, sequence: number, reason: LossReason): void {
    const { ranges } = this._report(session, reason);
    const last = ranges[ranges.length - 1];
    // Past the limit a range also covers what arrived between: a report may
    // say too much, never too little.
    if (last && (last[1] === sequence - 1 || ranges.length === MAX_RANGES)) {
      last[1] = Math.max(last[1], sequence);
    } else {
      ranges.push([sequence, sequence]);
    }
  }

  /** What to report now. It is forgotten; `restore` it if nobody heard. */
  take(): IReport[] {
    const all = [...this._restored, ...this._growing.values()];
    this._growing.clear();
    this._restored = all.slice(MAX_REPORTS);
    return all.slice(0, MAX_REPORTS);
  }

  /** Forget everything. */
  clear(): void {
    this._growing.clear();
    this._restored = [];
  }

  /** Take over a report: one that was not delivered, or another page's. */
  restore(reports: readonly IReport[]): void {
    this._restored = [...reports, ...this._restored];
  }

  private _report(session: string, reason: LossReason): IGrowing {
    const key = `${session} ${reason}`;
    const report = this._growing.get(key) ?? { session, ranges: [], reason };
    this._growing.set(key, report);
    return report;
  }

  private readonly _growing = new Map<string, IGrowing>();
  private _restored: IReport[] = [];
}

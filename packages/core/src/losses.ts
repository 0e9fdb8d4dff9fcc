/** Why an event with a number never arrived. */
export type LossReason = 'full' | 'too-large';

/** Which numbers of a session are missing, and why. */
export interface IReport {
  readonly session: string;
  readonly ranges: readonly (readonly [number, number])[];
  readonly reason: LossReason;
}

const MAX_RANGES = 1000;

/** Remembers the numbers that were lost until the server has been told. */
export class Losses {
  constructor(private readonly _session: string) {}

  /** Note a lost number; numbers only grow. */
  add(sequence: number, reason: LossReason): void {
    const ranges = this._ranges.get(reason) ?? [];
    this._ranges.set(reason, ranges);
    const last = ranges[ranges.length - 1];
    // Past the limit a range also covers what arrived between: a report may
    // say too much, never too little.
    if (last && (last[1] === sequence - 1 || ranges.length === MAX_RANGES)) {
      last[1] = sequence;
    } else {
      ranges.push([sequence, sequence]);
    }
  }

  /** What to report now. It is forgotten; `restore` it if nobody heard. */
  take(): IReport[] {
    const reports = [...this._ranges].map(([reason, ranges]) => ({
      session: this._session,
      ranges,
      reason
    }));
    this._ranges.clear();
    return [...this._restored.splice(0), ...reports];
  }

  /** Take back a report that was not delivered. */
  restore(reports: readonly IReport[]): void {
    this._restored.unshift(...reports);
  }

  private readonly _ranges = new Map<LossReason, [number, number][]>();
  private readonly _restored: IReport[] = [];
}

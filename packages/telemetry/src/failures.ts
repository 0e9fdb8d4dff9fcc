import type { IFailing, IPolicyView } from '@jupyter-eventlog/core';

/** A destination that takes nothing at present from this page. */
export interface IFailingSink {
  /** The name by which the policy lists it. */
  readonly name: string;

  /** Where it leads, in the operator's words. */
  readonly destination: string;

  /** RFC 3339. */
  readonly since: string;

  /** For developers: a status, or that no request got through. */
  readonly reason: string;
}

/** Which of a policy's own destinations fail; what the server half takes is its own matter. */
export class Failures {
  /** Those that fail now. */
  get current(): readonly IFailingSink[] {
    return this._current;
  }

  /** Look again. Whether anything has changed. */
  update(failing: readonly IFailing[], policy: IPolicyView | null): boolean {
    if (failing.length === 0 && this._current.length === 0) {
      return false;
    }
    const before = JSON.stringify(this._current);
    this._current = failing.flatMap(({ sink, reason, since }) => {
      const place = policy?.destinations.find(({ name }) => name === sink);
      return place
        ? {
            name: sink,
            destination: place.destination,
            since: new Date(since).toISOString(),
            reason
          }
        : [];
    });
    return JSON.stringify(this._current) !== before;
  }

  private _current: readonly IFailingSink[] = [];
}

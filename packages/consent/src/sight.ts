import type { IDisposable } from '@lumino/disposable';

/** Milliseconds between two looks. */
const LOOK = 1000;

/** So many looks after the first, none of them in vain, make ten seconds. */
const LOOKS = 10;

/** What is looked at, and how one waits for the next look. */
export interface ISightOptions {
  /** Whether all of the text can be read at this moment. */
  readonly isInSight: () => boolean;

  /** What it tells of: where that changes, one begins to look anew. */
  readonly what: () => string;

  /** Called once, when it could be read for ten seconds without a break. */
  readonly onShown: () => void;

  /** Call back once after some milliseconds; the result cancels. */
  readonly delay?: (milliseconds: number, callback: () => void) => () => void;
}

/**
 * The proof that a text was shown: it was in sight for ten seconds.
 *
 * Looks are counted, not time: a computer that sleeps shows nothing.
 */
export class Sight implements IDisposable {
  constructor(private readonly _options: ISightOptions) {
    this._look();
  }

  /** Whether looking has ended. */
  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Look no more. */
  dispose(): void {
    this._isDisposed = true;
    this._cancel();
  }

  private _look(): void {
    const { isInSight, onShown, what, delay = later } = this._options;
    const told = what();
    const before = told === this._told ? this._seen : 0;
    this._seen = isInSight() ? before + 1 : 0;
    this._told = told;
    if (this._seen > LOOKS) {
      this.dispose();
      onShown();
    } else {
      this._cancel = delay(LOOK, () => this._look());
    }
  }

  private _seen = 0;
  private _told = '';
  private _cancel: () => void = () => undefined;
  private _isDisposed = false;
}

/** Whether a person who looks at this page can read all of some elements. */
export function canRead(elements: Iterable<Element>): boolean {
  const all = [...elements];
  const isLooking = document.visibilityState === 'visible';
  return (
    isLooking && document.hasFocus() && all.length > 0 && all.every(isUncovered)
  );
}

/** Whether nothing lies over the middle or two corners of an element. */
function isUncovered(element: Element): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const points = [
    [left + 1, top + 1],
    [(left + right) / 2, (top + bottom) / 2],
    [right - 1, bottom - 1]
  ];
  const isThere = element.checkVisibility({
    opacityProperty: true,
    visibilityProperty: true
  });
  // A point outside of the window holds nothing.
  return (
    isThere &&
    points.every(([x, y]) => element.contains(document.elementFromPoint(x, y)))
  );
}

function later(milliseconds: number, callback: () => void): () => void {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
}

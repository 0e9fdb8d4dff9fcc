import type { Disclosure } from './disclosure.js';
import { canonical } from './json.js';
import type { IField } from './views.js';
import { widened } from './widening.js';

/** Parts of which another one is always more, so that the way back is no less. */
const EITHER_WAY = ['operator', 'purpose', 'legal_basis', 'mode'];

/**
 * Every difference from the disclosure that somebody answered to, as `more`,
 * `less` or `reworded` and its name, as `widened` names what grew.
 */
export function differences(old: Disclosure, now: Disclosure): string[] {
  const more = widened(old, now);
  // What was replaced is more of the new one; that there is less of the old one
  // need not be said too.
  const less = widened(now, old).filter(
    one => !more.includes(one) && !EITHER_WAY.includes(one)
  );
  return [
    ...more.map(one => `more ${one}`),
    ...less.map(one => `less ${one}`),
    ...reworded(old, now).map(one => `reworded ${one}`)
  ];
}

function reworded(old: Disclosure, now: Disclosure): string[] {
  const before = new Map(old.fields.map(one => [one.path, wordsOf(one)]));
  const fields = now.fields
    .filter(one => (before.get(one.path) ?? wordsOf(one)) !== wordsOf(one))
    .map(({ path }) => path);
  const parts = ['title', 'description', 'reason'] as const;
  return [
    ...parts.filter(part => canonical(old[part]) !== canonical(now[part])),
    ...(titleOf(old) !== titleOf(now) ? ['purpose'] : []),
    ...[...new Set(fields)].sort().map(path => `field ${path}`)
  ];
}

function wordsOf({ title, description }: IField): string {
  return canonical([title, description]);
}

function titleOf({ purpose }: Disclosure): string {
  return canonical([purpose?.title ?? null, purpose?.short ?? null]);
}

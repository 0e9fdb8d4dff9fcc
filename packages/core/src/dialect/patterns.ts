import { TOKENS } from '../generated/patterns.js';

// A sticky expression matches at its lastIndex alone; `u` as in the validators.
const token = (...sources: string[]): RegExp =>
  new RegExp(sources.join('|'), 'uy');
const ANCHOR = token(TOKENS.anchor);
const ATOM = token(TOKENS.letter, TOKENS.escape);
const BAR = token(TOKENS.bar);
const CLASS = token(TOKENS.class);
const CLOSE = token(TOKENS.close);
const MEMBER = new RegExp(`${TOKENS.member}|${TOKENS.escape}`, 'gu');
const OPEN = token(TOKENS.open);
const REPEAT = token(TOKENS.repeat);

const CONTROL = new Map(Object.entries({ f: 12, n: 10, r: 13, t: 9, v: 11 }));

/** A regular expression outside the subset; says where. */
export class PatternError extends Error {
  constructor(pattern: string, index: number) {
    const at = [...pattern.slice(0, index)].length;
    super(`at ${at}: outside what every language reads alike`);
  }
}

/**
 * How many parts a regular expression has, repetitions multiplied out.
 *
 * Throws PatternError.
 */
export function patternParts(pattern: string): number {
  const totals = [0];
  let last = 0;
  let index = 0;
  while (index < pattern.length) {
    const match = matcher(pattern, index);
    let found: RegExpExecArray | null;
    if ((found = match(REPEAT))) {
      if (last === 0) {
        throw new PatternError(pattern, index);
      }
      totals[totals.length - 1] += last * (times(found, pattern) - 1);
      last = 0;
    } else if ((found = match(OPEN))) {
      totals.push(1);
      last = 0;
    } else if (totals.length > 1 && (found = match(CLOSE))) {
      last = totals.pop()!;
      totals[totals.length - 1] += last;
    } else {
      [found, last] = single(pattern, index);
      totals[totals.length - 1] += last;
    }
    index += found[0].length;
  }
  if (totals.length > 1) {
    throw new PatternError(pattern, index);
  }
  return totals[0];
}

function matcher(
  pattern: string,
  index: number
): (kind: RegExp) => RegExpExecArray | null {
  return kind => {
    kind.lastIndex = index;
    return kind.exec(pattern);
  };
}

/** What stands here alone, and its parts: none where nothing can be repeated. */
function single(pattern: string, index: number): [RegExpExecArray, number] {
  const match = matcher(pattern, index);
  const mark = match(ANCHOR) ?? match(BAR);
  if (mark) {
    return [mark, 0];
  }
  const atom = match(ATOM);
  if (atom) {
    return [atom, 1];
  }
  const found = match(CLASS);
  if (!found) {
    throw new PatternError(pattern, index);
  }
  return [found, classParts(found[1], pattern, index)];
}

/** How often a repetition writes out what it repeats. */
function times(found: RegExpExecArray, pattern: string): number {
  const [, least, comma, most] = found;
  if (comma && most && Number(most) < Number(least)) {
    throw new PatternError(pattern, found.index);
  }
  return Math.max(1, Number(most || least || 1));
}

/**
 * How many members a class has: ranges and characters. Rust takes `&&`, `--`
 * and `~~` for operators.
 */
function classParts(members: string, pattern: string, index: number): number {
  const found = members.match(MEMBER) ?? [];
  let isFine =
    found.join('') === members &&
    !['&&', '--', '~~'].some(operator => members.includes(operator));
  let parts = 0;
  for (let at = 0; at < found.length; at++, parts++) {
    isFine &&= found[at] !== '-' || at === 0 || at === found.length - 1;
    if (found[at + 1] === '-' && at + 2 < found.length) {
      isFine &&= code(found[at]) <= code(found[at + 2]);
      at += 2;
    }
  }
  if (!isFine) {
    throw new PatternError(pattern, index);
  }
  return parts;
}

/** The code point of an end of a range; NaN, which no range can have, for a class such as `\d`. */
function code(member: string): number {
  if (!member.startsWith('\\') || member.length === 1) {
    return member.codePointAt(0)!;
  }
  const kind = member[1];
  if (kind === 'x' || kind === 'u') {
    return parseInt(member.slice(2).replace(/[{}]/g, ''), 16);
  }
  return 'dDsSwW'.includes(kind)
    ? NaN
    : (CONTROL.get(kind) ?? kind.codePointAt(0)!);
}

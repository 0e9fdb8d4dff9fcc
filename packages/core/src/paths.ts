/** The token of an array's items. */
export const ITEMS = '[]';

/** The token of every property that a pattern matches. */
export const ANY = '*';

/** A path that cannot be read. */
export class PathError extends Error {}

/** A property's name as a token. */
export function escape(name: string): string {
  return name.replace(/[.[\]*\\]/g, '\\$&');
}

/** The path of a child; `parent` is null at the top. */
export function join(parent: string | null, token: string): string {
  if (token === ITEMS) {
    return (parent ?? '') + ITEMS;
  }
  return parent === null ? token : `${parent}.${token}`;
}

/**
 * The tokens of a path: ITEMS, ANY, or a property's name in its escaped form.
 *
 * Throws PathError for a dangling backslash, a stray bracket or star, or items
 * of nothing.
 */
export function parse(path: string): string[] {
  return split(path).flatMap(segment => {
    const [name, brackets] = readSegment(segment, path);
    return [name, ...Array<string>(brackets).fill(ITEMS)];
  });
}

/** A path with nothing escaped that need not be. Throws PathError. */
export function canonicalPath(path: string): string {
  return parse(path).reduce<string | null>(join, null) ?? '';
}

/** The path cut at its unescaped dots, escapes left in. */
function split(path: string): string[] {
  const segments: string[] = [];
  let start = 0;
  for (let index = 0; index < path.length; index++) {
    if (path[index] === '\\') {
      index++;
    } else if (path[index] === '.') {
      segments.push(path.slice(start, index));
      start = index + 1;
    }
  }
  return [...segments, path.slice(start)];
}

/** A segment's token and how many `[]` follow it. */
function readSegment(segment: string, path: string): [string, number] {
  let body = segment;
  let brackets = 0;
  while (body.endsWith(ITEMS) && !body.endsWith('\\[]')) {
    body = body.slice(0, -ITEMS.length);
    brackets++;
  }
  if (body === ANY) {
    return [ANY, brackets];
  }
  if (brackets > 0 && body === '') {
    throw new PathError(`${quoted(path)}: [] needs a name before it`);
  }
  return [escape(unescape(body, path)), brackets];
}

function unescape(body: string, path: string): string {
  let name = '';
  for (let index = 0; index < body.length; index++) {
    let char = body[index];
    if (char === '\\') {
      index++;
      if (index === body.length) {
        throw new PathError(`${quoted(path)} ends in a backslash`);
      }
      char = body[index];
    } else if ('[]*'.includes(char)) {
      throw new PathError(
        `${quoted(path)}: write \\${char} for a ${char} in a name`
      );
    }
    name += char;
  }
  return name;
}

/** A text as Python's repr writes it, so that both halves say the same. */
function quoted(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inner = text
    .replace(/\\/g, '\\\\')
    .replace(/'/g, hit => (mark === "'" ? `\\${hit}` : hit));
  return mark + inner + mark;
}

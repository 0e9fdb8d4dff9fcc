import type { Disclosure } from './disclosure.js';
import { canonical } from './json.js';
import type { IDestination, IField } from './views.js';

const USER_ORDER = ['drop', 'hash', 'keep'];
const HOURS = new Map([
  ['h', 1],
  ['d', 24],
  ['w', 7 * 24],
  ['mo', 30 * 24],
  ['y', 365 * 24]
]);
const CATEGORY_ORDER = [
  'unrestricted',
  'technical',
  'interaction',
  'user-content',
  'user-identifiable-information',
  'user-identifier'
];

/**
 * How a disclosure asks for more than an earlier one, as the names of what
 * grew; empty where it does not.
 */
export function widened(old: Disclosure, now: Disclosure): string[] {
  const grew = {
    user: USER_ORDER.indexOf(now.user) > USER_ORDER.indexOf(old.user),
    retention: hours(now.retention) > hours(old.retention),
    sanitize: isSanitizedLater(old.sanitize, now.sanitize),
    sample: now.sample > old.sample,
    operator: now.operator !== old.operator,
    purpose: ground(old) !== ground(now),
    mode: now.mode !== old.mode
  };
  return [
    ...widerFields(old, now).map(path => `field ${path}`),
    ...widerDestinations(old, now).map(name => `destination ${name}`),
    ...Object.entries(grew).flatMap(([name, has]) => (has ? name : []))
  ];
}

function widerFields(old: Disclosure, now: Disclosure): string[] {
  const before = new Map(old.fields.map(field => [field.path, field]));
  return now.fields.flatMap(field => {
    const known = before.get(field.path);
    return known && !isWider(known, field) ? [] : field.path;
  });
}

function isWider(old: IField, now: IField): boolean {
  const highest = Math.max(-1, ...old.categories.map(rank));
  return (
    !showsNoMore(old.transform, now.transform) ||
    now.categories.some(
      name => !old.categories.includes(name) && rank(name) > highest
    )
  );
}

/** Whether a transform shows no more: only these pairs can be compared. */
function showsNoMore(old: string, now: string): boolean {
  if (old === now || old === 'keep') {
    return true;
  }
  const [from, to] = [old, now].map(name => name.split(':'));
  return from[0] === 'truncate' && to[0] === 'truncate'
    ? Number(to[1]) <= Number(from[1])
    : old === 'basename' && now === 'extension';
}

/** How personal a category is; one that nobody ranked is the most personal. */
function rank(category: string): number {
  const place = CATEGORY_ORDER.indexOf(category);
  return place < 0 ? CATEGORY_ORDER.length : place;
}

function widerDestinations(old: Disclosure, now: Disclosure): string[] {
  const identity = (one: IDestination): string =>
    canonical([
      one.name,
      one.destination,
      one.run_by ?? null,
      one.country ?? null,
      one.third_party
    ]);
  const before = new Set(old.destinations.map(identity));
  return now.destinations
    .filter(one => !before.has(identity(one)))
    .map(({ destination }) => destination);
}

/** What makes two purposes the same purpose; its wording may change. */
function ground({ purpose }: Disclosure): string {
  return canonical(purpose && [purpose.id, purpose.legal_basis ?? null]);
}

/** A duration in hours; none at all is for ever. */
function hours(duration: string | null): number {
  const [, number, unit] = /^([0-9]+)([a-z]+)$/.exec(duration ?? '') ?? [];
  return duration === null ? Infinity : Number(number) * HOURS.get(unit)!;
}

function isSanitizedLater(
  old: Disclosure['sanitize'],
  now: Disclosure['sanitize']
): boolean {
  if (old === null || now === null) {
    return old !== null;
  }
  return (
    canonical(old) !== canonical(now) && hours(now.after) >= hours(old.after)
  );
}

import { admitsMore } from './admitted.js';
import type { Disclosure } from './disclosure.js';
import { NEVER } from './disclosure.js';
import { hours } from './durations.js';
import { canonical } from './json.js';
import { LEVELS } from './policy.js';
import type { IDestination, IField, ISanitize } from './views.js';

/** The values of these parts, from the least to the most that is shown. */
const ORDERS = {
  user: ['drop', 'hash', 'keep'],
  session: ['drop', 'exact'],
  time: ['day', 'hour', 'exact']
};

/** Another one of these cannot be more or less: it is always asked about. */
const SAME = ['operator', 'purpose', 'legal_basis', 'mode'] as const;

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
 * grew; empty where it does not. What cannot be compared is more.
 */
export function widened(old: Disclosure, now: Disclosure): string[] {
  const grew = {
    retention: hours(now.retention) > hours(old.retention),
    hash_rotation: rotatesLater(old.hash_rotation, now.hash_rotation),
    sanitize: moreAfterSanitizing(old.sanitize, now.sanitize),
    subject_index: now.subject_index && !old.subject_index,
    sample: now.sample > old.sample
  };
  return [
    ...widerFields(old.fields, now.fields).map(path => `field ${path}`),
    ...widerDestinations(old, now).map(name => `destination ${name}`),
    ...(Object.keys(ORDERS) as (keyof typeof ORDERS)[]).filter(
      part => ORDERS[part].indexOf(now[part]) > ORDERS[part].indexOf(old[part])
    ),
    ...Object.entries(grew).flatMap(([name, has]) => (has ? name : [])),
    ...SAME.filter(part => ground(old, part) !== ground(now, part))
  ];
}

/** Whether two destinations are one: same name, owner, country and mark. */
export function isSameDestination(a: IDestination, b: IDestination): boolean {
  return identity(a) === identity(b);
}

function identity(one: IDestination): string {
  return canonical([
    one.name,
    one.destination,
    one.run_by ?? null,
    one.country ?? null,
    one.third_party
  ]);
}

function widerFields(old: readonly IField[], now: readonly IField[]): string[] {
  const wider = now.filter(field => !old.some(one => showsNoMore(one, field)));
  return [...new Set(wider.map(({ path }) => path))];
}

function showsNoMore(old: IField, now: IField): boolean {
  const highest = Math.max(-1, ...old.categories.map(rank));
  return (
    old.path === now.path &&
    isNotLooser(old.transform, now.transform) &&
    now.categories.every(
      name => old.categories.includes(name) || rank(name) <= highest
    ) &&
    !admitsMore(old.types, now.types) &&
    now.names.every(name => old.names.includes(name))
  );
}

/** Whether a transform shows no more: only these pairs can be compared. */
function isNotLooser(old: string, now: string): boolean {
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

/** A place that nobody has named gets nothing until it is switched on by itself. */
function widerDestinations(old: Disclosure, now: Disclosure): string[] {
  const named = ({ destinations }: Disclosure): IDestination[] =>
    destinations.filter(({ unknown }) => !unknown);
  const before = new Set(named(old).map(identity));
  return named(now)
    .filter(one => !before.has(identity(one)))
    .map(({ destination }) => destination);
}

/**
 * What makes two purposes the same: what for, who sees it, and whether people
 * are judged by it.
 */
function ground(disclosure: Disclosure, part: (typeof SAME)[number]): unknown {
  const { purpose } = disclosure;
  return part !== 'purpose'
    ? disclosure[part]
    : purpose &&
        canonical([
          purpose.id,
          purpose.why ?? null,
          purpose.seen_by ?? null,
          purpose.used_to_assess ?? null
        ]);
}

/**
 * Whether codes can be linked for longer. Where nothing was hashed before, the
 * field itself is what is new.
 */
function rotatesLater(old: string | null, now: string | null): boolean {
  if (old === null || now === null || now === old) {
    return false;
  }
  return now === NEVER || (old !== NEVER && hours(now) > hours(old));
}

/** Whether more stays, or stays longer, than what records were cut down to. */
function moreAfterSanitizing(
  old: ISanitize | null,
  now: ISanitize | null
): boolean {
  if (old === null || now === null) {
    return old !== null;
  }
  const lists = ['allowed_properties', 'allowed_categories'] as const;
  return (
    hours(now.after) > hours(old.after) ||
    lists.some(key =>
      (now[key] ?? []).some(name => !(old[key] ?? []).includes(name))
    ) ||
    level(now) > level(old)
  );
}

function level(sanitize: ISanitize): number {
  return [...LEVELS.keys()].indexOf(sanitize.level ?? 'minimal');
}

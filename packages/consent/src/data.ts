import type { IKind } from './kinds.js';
import type { IStored } from './live.js';
import type { IOperator } from './operator.js';
import { plain } from './messages.js';
import type { MessageId } from './messages.js';
import type { IWords } from './words.js';

/** Which of their records a person means; times are RFC 3339. */
export interface IChoice {
  readonly schema_id?: string;
  readonly since?: string;
  readonly until?: string;
}

/** How far an erasure reaches at one destination. */
export interface IReach {
  readonly destination: string;
  readonly erasure: string;
  readonly records: number | null;
}

/** How many records there are, and how far it would reach to erase them. */
export interface IOutlook {
  readonly total: number;
  readonly days: readonly {
    readonly day: string;
    readonly schema_id: string;
    readonly records: number;
  }[];
  readonly reach: readonly IReach[];
  readonly unreadable: readonly string[];
}

/** What was erased. */
export interface IErased {
  readonly deleted: number;
  readonly reach: readonly IReach[];
  readonly receipt: string | null;
  readonly time?: string;
}

/** A page of records, newest first. */
export interface IPage {
  readonly records: readonly IStored[];
  readonly next: string | null;
  readonly total: number;
  readonly oldest: string | null;
  readonly newest: string | null;
  readonly erasures: readonly IErased[];
}

/** What is known of a person's records: nothing is a case of its own. */
export type DataState =
  'loading' | 'silent' | 'not-linked' | { page: IPage; outlook: IOutlook };

const HOURS: Readonly<Record<string, number>> = {
  h: 1,
  d: 24,
  w: 168,
  mo: 720,
  y: 8760
};

/** The first line of the data tab: the honest case. */
export function dataWords(
  state: DataState,
  kinds: readonly IKind[],
  words: IWords
): string[] {
  if (state === 'loading' || state === 'silent') {
    return [words.say(`data.${state}`)];
  }
  if (state === 'not-linked') {
    return [words.say('data.not-linked'), ...allDeleted(kinds, words)];
  }
  const { page, outlook } = state;
  const { total, oldest, newest } = page;
  const lines =
    total === 0 || oldest === null || newest === null
      ? [words.say('data.none')]
      : [
          words.count(
            'data.some',
            total,
            words.day(oldest),
            words.day(newest),
            words.minute(newest)
          ),
          ...firstDeleted(outlook, kinds, words)
        ];
  return outlook.unreadable.length > 0
    ? [...lines, words.say('data.unreadable')]
    : lines;
}

/** How far an erasure reaches, would reach, or has reached: a line each. */
export function reachWords(
  reach: readonly IReach[],
  kinds: readonly IKind[],
  operator: IOperator,
  words: IWords
): string[] {
  return reach.map(({ destination, erasure, records }) => {
    const place = kinds
      .flatMap(kind => kind.disclosure.destinations)
      .find(({ name }) => name === destination);
    const where = plain(
      place?.run_by
        ? words.say('card.run-by', place.destination, place.run_by)
        : (place?.destination ?? destination)
    );
    const contact = operator.contact ?? operator.inline;
    const id = `data.reach.${REACH.includes(erasure) ? erasure : 'unknown'}`;
    return words.say(
      id as MessageId,
      records === null ? '' : words.number(records),
      where,
      contact
    );
  });
}

const REACH = [
  'deleted',
  'lingering',
  'held',
  'cancelled',
  'on-request',
  'no',
  'unreadable'
];

/** The numbers of each day, all kinds together, oldest first. */
export function dayTotals(outlook: IOutlook): [string, number][] {
  const totals = new Map<string, number>();
  for (const { day, records } of outlook.days) {
    totals.set(day, (totals.get(day) ?? 0) + records);
  }
  return [...totals];
}

/** When the first of them go, as far as their kinds are still known. */
function firstDeleted(
  { days }: IOutlook,
  kinds: readonly IKind[],
  words: IWords
): string[] {
  const ends = days.flatMap(({ day, schema_id }) => {
    const kind = kinds.find(({ id }) => id === schema_id);
    const hours = hoursOf(kind?.disclosure.retention ?? null);
    return hours === null ? [] : [Date.parse(day) + hours * 3_600_000];
  });
  return ends.length > 0
    ? [
        words.say(
          'data.deleted-on',
          words.day(new Date(Math.min(...ends)).toISOString())
        )
      ]
    : [];
}

function allDeleted(kinds: readonly IKind[], words: IWords): string[] {
  const kept = new Set(kinds.map(kind => kind.disclosure.retention));
  const [one] = kept;
  const match = /^([0-9]+)(h|d|w|mo|y)$/.exec(one ?? '');
  if (kept.size !== 1 || !match) {
    return [];
  }
  const length = words.count(
    `duration.${match[2] as 'h' | 'd' | 'w' | 'mo' | 'y'}`,
    Number(match[1])
  );
  return [words.say('data.all-deleted', length)];
}

function hoursOf(retention: string | null): number | null {
  const [, number, unit] = /^([0-9]+)([a-z]+)$/.exec(retention ?? '') ?? [];
  return number ? Number(number) * HOURS[unit] : null;
}

import { isObject } from '@jupyter-eventlog/core';
import type { JSONObject } from '@jupyter-eventlog/core';
import type { IKind } from './kinds.js';
import type { IRow } from './live.js';
import { plain } from './messages.js';
import type { IWords } from './words.js';

/** How much of a record a line says. */
const LONGEST = 80;

/** A row in words. */
export interface IRowWords {
  readonly time: string;
  readonly title: string;

  /** What happened, in short: the first values of the record. */
  readonly what: string;
  readonly from: string;
  readonly to: string;
  readonly state: string;
}

/** Say a row in words. */
export function rowWords(
  row: IRow,
  kinds: readonly IKind[],
  words: IWords,
  withDay = false
): IRowWords {
  const kind = kinds.find(({ id }) => id === row.schema_id);
  return {
    time: withDay
      ? `${words.day(row.time)} ${words.clock(row.time)}`
      : words.clock(row.time),
    title: plain(kind?.disclosure.title ?? row.schema_id),
    what: shortly(row.data),
    from: words.say(`live.from.${row.from}`),
    to: words.list(placesOf(row, kind, words)),
    state: [
      ...(row.isDirect ? [] : [stateWords(row, words)]),
      ...directWords(row, kind, words)
    ].join(' · ')
  };
}

/** What a row was freed of, by name only. */
export function removedWords(row: IRow, words: IWords): string | null {
  const named = row.redacted.filter(path => !/(^|\.)\*$/.test(path));
  const rest = row.redacted.length - named.length;
  const parts = [
    ...named,
    ...(rest > 0 ? [words.count('live.unnamed', rest)] : [])
  ];
  return parts.length > 0 ? words.say('live.removed', words.list(parts)) : null;
}

/** The rows that hold a text, in their words or in their record. */
export function filtered(
  rows: readonly IRow[],
  text: string,
  kinds: readonly IKind[],
  words: IWords
): readonly IRow[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') {
    return rows;
  }
  return rows.filter(row =>
    [...Object.values(rowWords(row, kinds, words)), JSON.stringify(row.record)]
      .join('\n')
      .toLowerCase()
      .includes(wanted)
  );
}

function stateWords(row: IRow, words: IWords): string {
  const { delivery, state, status } = row;
  if (state === 'preview') {
    return words.say('live.preview');
  }
  if (delivery) {
    const places = Object.values(delivery);
    const there = places.filter(
      one => one === 'stored' || one === 'delivered'
    ).length;
    return there === places.length
      ? words.say('live.stored')
      : words.say('live.delivered', there, places.length);
  }
  switch (status) {
    case 'no-consent':
      return words.say('live.no-consent');
    case 'not-allowed':
      return words.say('live.not-allowed');
    case 'invalid':
      return words.say('live.invalid');
    case 'sampled':
      return words.say('live.sampled');
  }
  switch (state) {
    case 'queued':
    case 'sending':
      return words.say('live.sending');
    case 'waiting':
      return words.say('live.waiting');
    case 'refused':
      return words.say('live.refused');
    case 'sent':
      return words.say('live.sent');
    default:
      return words.say('live.stored');
  }
}

/** How far the browser came with a row past the server. */
function directWords(
  { direct = {} }: IRow,
  kind: IKind | undefined,
  words: IWords
): string[] {
  return Object.entries(direct).map(([name, state]) =>
    words.say(
      'live.place',
      placeName(name, kind, words),
      words.say(`live.place.${state === 'queued' ? 'sending' : state}`)
    )
  );
}

function placeName(
  name: string,
  kind: IKind | undefined,
  words: IWords
): string {
  const places = kind?.disclosure.destinations ?? [];
  const place = places.find(one => one.name === name);
  return place ? words.place(place) : name;
}

function placesOf(row: IRow, kind: IKind | undefined, words: IWords): string[] {
  if (row.state === 'preview') {
    return [];
  }
  const places = kind?.disclosure.destinations ?? [];
  const names = row.delivery
    ? Object.keys(row.delivery)
    : places
        .map(({ name }) => name)
        .filter(name => !kind?.off_destinations.includes(name));
  return [...new Set([...names, ...Object.keys(row.direct ?? {})])].map(name =>
    placeName(name, kind, words)
  );
}

function shortly(data: JSONObject): string {
  const values = Object.values(data)
    .filter(value => value !== null && !isObject(value))
    .map(value => plain(String(value)))
    .filter(Boolean);
  const text = values.slice(0, 3).join(' · ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

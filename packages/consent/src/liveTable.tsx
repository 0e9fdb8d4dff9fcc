import React, { useLayoutEffect, useRef, useState } from 'react';
import type { IKind } from './kinds';
import type { IRow } from './live';
import { rowWords } from './liveWords';
import type { IWords } from './words';

/** The height of each row; what does not fit stands in the opened record. */
const ROW = 92;
const ROW_WITH_DAY = 116;

/** Rows beyond the edges, so that the next ones are there for the keyboard. */
const BEYOND = 6;

/**
 * A table of which only what is in sight is in the page. Nothing is announced:
 * it may grow many times a second.
 */
export function LiveTable({
  rows,
  opened,
  kinds,
  words,
  empty,
  withDay = false,
  onOpen,
  onHold
}: {
  rows: readonly IRow[];
  opened: string | null;
  kinds: readonly IKind[];
  words: IWords;
  empty: string;

  /** Whether the rows are of different days. */
  withDay?: boolean;
  onOpen: (id: string | null) => void;
  onHold: (held: boolean) => void;
}): JSX.Element {
  const size = withDay ? ROW_WITH_DAY : ROW;
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(400);
  useLayoutEffect(() => {
    setHeight(box.current?.clientHeight || 400);
  }, []);
  const first = Math.max(0, Math.floor(top / size) - BEYOND);
  const last = Math.min(rows.length, Math.ceil((top + height) / size) + BEYOND);
  const seen = Array.from({ length: last - first }, (_, i) => first + i);
  const columns = [
    words.say('live.time'),
    words.say('live.activity'),
    words.say('live.way'),
    words.say('live.state')
  ];
  return (
    <div
      ref={box}
      className="jp-EventLog-live"
      data-days={withDay}
      onScroll={event => setTop(event.currentTarget.scrollTop)}
      onFocus={() => onHold(true)}
      onBlur={event => {
        if (!event.currentTarget.contains(event.relatedTarget)) {
          onHold(false);
        }
      }}
    >
      {rows.length === 0 && <p>{empty}</p>}
      <div
        role="table"
        aria-label={words.say('live.table')}
        aria-rowcount={rows.length + 1}
        style={{ height: rows.length * size }}
      >
        <div role="row" aria-rowindex={1} className="jp-EventLog-hidden">
          {columns.map(name => (
            <span role="columnheader" key={name}>
              {name}
            </span>
          ))}
        </div>
        {seen.map(index => {
          const row = rows[rows.length - 1 - index];
          return (
            <Row
              key={row.id}
              row={row}
              index={index}
              isOpen={row.id === opened}
              said={rowWords(row, kinds, words, withDay)}
              words={words}
              size={size}
              onOpen={onOpen}
            />
          );
        })}
      </div>
    </div>
  );
}

function Row({
  row,
  index,
  isOpen,
  said,
  words,
  size,
  onOpen
}: {
  row: IRow;
  index: number;
  isOpen: boolean;
  said: ReturnType<typeof rowWords>;
  words: IWords;
  size: number;
  onOpen: (id: string | null) => void;
}): JSX.Element {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className="jp-EventLog-row"
      style={{ top: index * size, height: size }}
    >
      <span role="cell" className="jp-EventLog-rowTime">
        {said.time}
      </span>
      <span role="cell" className="jp-EventLog-rowWhat">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => onOpen(isOpen ? null : row.id)}
        >
          <b>{said.title}</b> <span>{said.what}</span>
        </button>
      </span>
      <span role="cell" className="jp-EventLog-rowWay">
        {said.to
          ? words.say('live.way.words', said.from, said.to)
          : words.say('live.way.nowhere', said.from)}
      </span>
      <span role="cell" className="jp-EventLog-rowState">
        {said.state}
      </span>
    </div>
  );
}

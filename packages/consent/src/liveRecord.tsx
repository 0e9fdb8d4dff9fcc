import React, { useEffect, useId, useRef } from 'react';
import type { IKind } from './kinds';
import type { IRow } from './live';
import { removedWords, rowWords } from './liveWords';
import type { MessageId } from './messages';
import { isMessage } from './messages';
import type { IWords } from './words';

/** One record to the byte, and what it was freed of: by name, never by value. */
export function LiveRecord({
  row,
  kinds,
  words,
  onCopy,
  onClose
}: {
  row: IRow;
  kinds: readonly IKind[];
  words: IWords;
  onCopy?: () => void;
  onClose: () => void;
}): JSX.Element {
  const heading = useId();
  const region = useRef<HTMLElement>(null);
  useEffect(
    () => region.current?.scrollIntoView({ block: 'nearest' }),
    [row.id]
  );
  const { state, time, title } = rowWords(row, kinds, words);
  const removed = removedWords(row, words);
  const bytes = new TextEncoder().encode(JSON.stringify(row.record)).length;
  return (
    <section
      ref={region}
      className="jp-EventLog-record"
      aria-labelledby={heading}
    >
      <h4 id={heading}>{words.say('live.record', title, time)}</h4>
      <p>
        {state}
        {row.delivery &&
          Object.entries(row.delivery).map(([name, how]) => (
            <span key={name} className="jp-EventLog-place">
              {words.say(
                'live.place',
                placeName(name, kinds, row, words),
                words.say(placeWord(how))
              )}
            </span>
          ))}
      </p>
      <p>{words.say(claim(row))}</p>
      <pre tabIndex={0} aria-labelledby={heading}>
        {JSON.stringify(row.record, null, 2)}
      </pre>
      <p className="jp-EventLog-small">{words.count('live.size', bytes)}</p>
      {removed && <p>{removed}</p>}
      <div className="jp-EventLog-actions">
        {onCopy && (
          <button type="button" className="jp-EventLog-button" onClick={onCopy}>
            {words.say('live.copy')}
          </button>
        )}
        <button type="button" className="jp-EventLog-button" onClick={onClose}>
          {words.say('live.close')}
        </button>
      </div>
    </section>
  );
}

function claim({ delivery, state }: IRow): MessageId {
  if (delivery) {
    return 'live.exact';
  }
  return state === 'preview' ? 'live.would' : 'live.so-far';
}

function placeName(
  name: string,
  kinds: readonly IKind[],
  { schema_id }: IRow,
  words: IWords
): string {
  const kind = kinds.find(({ id }) => id === schema_id);
  const place = kind?.disclosure.destinations.find(one => one.name === name);
  return place ? words.place(place) : name;
}

function placeWord(how: string): MessageId {
  const id = `live.place.${how}`;
  return isMessage(id) ? id : 'live.place.waiting';
}

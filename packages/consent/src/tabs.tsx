import React, { useEffect, useId, useRef } from 'react';
import type { IWords } from './words';

/** The parts of the panel. */
export const TABS = ['choices', 'live', 'data', 'about'] as const;

/** One part of the panel. */
export type TabName = (typeof TABS)[number];

/** The parts one at a time; arrows move, Enter or Space opens. */
export function Tabs({
  tab,
  names,
  words,
  onSelect,
  children
}: {
  tab: TabName;
  names: readonly TabName[];
  words: IWords;
  onSelect: (tab: TabName) => void;
  children: React.ReactNode;
}): JSX.Element {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const opened = useRef(tab);
  useEffect(() => {
    if (opened.current !== tab) {
      opened.current = tab;
      list.current?.scrollIntoView({ block: 'start' });
    }
  }, [tab]);
  const move = (event: React.KeyboardEvent, index: number): void => {
    const last = names.length - 1;
    const next = index === last ? 0 : index + 1;
    const before = index === 0 ? last : index - 1;
    // The keys go the way that the arrows point.
    const isMirrored =
      getComputedStyle(event.currentTarget).direction === 'rtl';
    const to = {
      ArrowRight: isMirrored ? before : next,
      ArrowLeft: isMirrored ? next : before,
      Home: 0,
      End: last
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      list.current?.querySelectorAll('button')[to].focus();
    }
  };
  return (
    <>
      <div
        ref={list}
        role="tablist"
        className="jp-EventLog-tabs"
        aria-label={words.say('tab.list')}
      >
        {names.map((name, index) => (
          <button
            key={name}
            type="button"
            role="tab"
            data-tab={name}
            id={`${id}-${name}`}
            aria-selected={name === tab}
            aria-controls={`${id}-panel`}
            tabIndex={name === tab ? 0 : -1}
            onClick={() => onSelect(name)}
            onKeyDown={event => move(event, index)}
          >
            {words.say(`tab.${name}`)}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${tab}`}
        className="jp-EventLog-tabpanel"
      >
        {children}
      </div>
    </>
  );
}

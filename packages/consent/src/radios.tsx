import React, { useRef } from 'react';
import type { IWords } from './words';

/** What a group of switches says: all off, all on, or some of each. */
export type GroupState = 'off' | 'on' | 'mixed';

/**
 * Off or On for several switches at once. Mixed is shown where it is true, and
 * cannot be chosen. An arrow moves and answers nothing; Space or Enter answers.
 */
export function Radios({
  label,
  describedBy,
  state,
  pending,
  words,
  onChoose
}: {
  label: string;
  describedBy: string;
  state: GroupState;
  pending: boolean;
  words: IWords;
  onChoose: (on: boolean) => void;
}): JSX.Element {
  const group = useRef<HTMLDivElement>(null);
  const move = (event: React.KeyboardEvent, to: 'on' | 'off'): void => {
    if (/^Arrow/.test(event.key)) {
      event.preventDefault();
      group.current?.querySelector<HTMLElement>(`[data-choice=${to}]`)?.focus();
    }
  };
  return (
    <div
      ref={group}
      role="radiogroup"
      className="jp-EventLog-radios"
      aria-label={label}
      aria-describedby={describedBy}
      aria-busy={pending}
    >
      {(['off', 'on'] as const).map(choice => (
        <button
          key={choice}
          type="button"
          role="radio"
          data-choice={choice}
          aria-checked={state === choice}
          tabIndex={
            state === choice || (state === 'mixed' && choice === 'off') ? 0 : -1
          }
          onClick={() => state !== choice && onChoose(choice === 'on')}
          onKeyDown={event => move(event, choice === 'on' ? 'off' : 'on')}
        >
          {words.say(`switch.${choice}`)}
        </button>
      ))}
      {state === 'mixed' && (
        <span role="radio" aria-checked="true" aria-disabled="true">
          {words.say('switch.mixed')}
        </span>
      )}
    </div>
  );
}

import React from 'react';
import type { IWords } from './words';

/** A switch that says On or Off in a word, and moves only when told so. */
export function Switch(props: {
  label: string;
  describedBy: string;
  on: boolean;
  pending: boolean;
  words: IWords;
  onToggle: (on: boolean) => void;
}): JSX.Element {
  const { on, pending, words } = props;
  return (
    <button
      type="button"
      role="switch"
      className="jp-EventLog-switch"
      aria-checked={on}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      aria-busy={pending}
      onClick={() => props.onToggle(!on)}
    >
      <span className="jp-EventLog-track" aria-hidden="true">
        <span className="jp-EventLog-thumb" />
      </span>
      <span className="jp-EventLog-word" aria-hidden="true">
        {words.say(on ? 'switch.on' : 'switch.off')}
      </span>
    </button>
  );
}

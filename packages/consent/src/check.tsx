import React from 'react';
import type { IWords } from './words';

/** How to see for oneself, without trusting this panel. */
export function HowToCheck({ words }: { words: IWords }): JSX.Element {
  return (
    <details className="jp-EventLog-check">
      <summary>{words.say('check.title')}</summary>
      <ol>
        <li>{words.say('check.network')}</li>
        <li>
          {words.say('check.status')} <code>jupyter eventlog status</code>
        </li>
        <li>
          {words.say('check.tail')} <code>jupyter eventlog tail</code>
        </li>
      </ol>
    </details>
  );
}

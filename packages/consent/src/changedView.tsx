import React from 'react';
import { changedWords } from './changed';
import type { IKind } from './kinds';
import type { IWords } from './words';

/** What is different from what was answered to; it asks nothing. */
export function WhatChanged({
  kinds,
  words
}: {
  kinds: readonly IKind[];
  words: IWords;
}): JSX.Element | null {
  const changed = changedWords(kinds, words);
  return changed === null ? null : (
    <details className="jp-EventLog-changes">
      <summary>{changed.title}</summary>
      <ul>
        {changed.lines.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}

import type { IUncollected } from '@jupyter-eventlog/core';
import React from 'react';
import { plain } from './messages';
import type { IWords } from './words';

/** What is known here and not allowed, so that nobody need wonder about it. */
export function Elsewhere({
  schemas,
  words
}: {
  schemas: readonly IUncollected[];
  words: IWords;
}): JSX.Element | null {
  return schemas.length === 0 ? null : (
    <details className="jp-EventLog-elsewhere">
      <summary>
        {words.say('choices.elsewhere', words.number(schemas.length))}
      </summary>
      <p>{words.say('choices.elsewhere.why')}</p>
      <ul>
        {schemas.map(({ schema_id, title }) => (
          <li key={schema_id}>
            {plain(title)}
            <span className="jp-EventLog-description">{plain(schema_id)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

/** How to see for oneself, without trusting this panel. */
export function HowToCheck({
  trans
}: {
  trans: TranslationBundle;
}): JSX.Element {
  return (
    <details className="jp-EventLog-check">
      <summary>{trans.__('How do I check this myself?')}</summary>
      <ol>
        <li>
          {trans.__(
            'Open the network panel of your browser and look for “eventlog”. All requests of Jupyter EventLog are there.'
          )}
        </li>
        <li>
          {trans.__('Open a terminal. This says what is kept on this server:')}{' '}
          <code>jupyter eventlog status</code>
        </li>
        <li>
          {trans.__(
            'This prints the latest records, exactly as they are kept:'
          )}{' '}
          <code>jupyter eventlog tail</code>
        </li>
      </ol>
    </details>
  );
}

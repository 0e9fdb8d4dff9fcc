import React, { useLayoutEffect, useRef } from 'react';
import type { HeadlineAction, IHeadline } from './headline';
import { StateIcon } from './icons';
import { Leaving } from './leavingView';
import type { ConsentModel } from './model';
import { straight } from './qualifiers';

/** What is recorded right now, and the way to stop it. */
export function Headline({
  headline,
  model
}: {
  headline: IHeadline;
  model: ConsentModel;
}): JSX.Element {
  const { words } = model;
  const { actions, line1, line2, name } = headline;
  return (
    <div className="jp-EventLog-header" data-state={name} {...useKeptFocus()}>
      <div className="jp-EventLog-headline">
        <StateIcon name={name} />
        <h2>{line1}</h2>
      </div>
      {line2 && <p>{line2}</p>}
      {model.isLite && <WithoutServer model={model} />}
      <div className="jp-EventLog-actions">
        {BUTTONS.filter(([action]) => actions.includes(action)).map(
          ([action, run]) => (
            <button
              key={action === 'resume' ? 'pause' : action}
              type="button"
              className="jp-EventLog-button"
              onClick={() => void run(model)}
            >
              {words.say(`button.${action}`)}
            </button>
          )
        )}
      </div>
      <Leaving model={model} />
      {model.qualifiers.map(line => (
        <p key={line} className="jp-EventLog-qualifier">
          {line}
        </p>
      ))}
    </div>
  );
}

/** What can be done here at any time, in this order: to stop comes first. */
const BUTTONS: readonly [
  HeadlineAction & ('off' | 'pause' | 'resume' | 'retry'),
  (model: ConsentModel) => Promise<void>
][] = [
  ['off', model => model.turnOff('panel')],
  ['pause', model => model.pause()],
  ['resume', model => model.resume()],
  ['retry', model => model.retry()]
];

/** Focus stays where it was when the button that had it is there no more. */
function useKeptFocus(): React.HTMLAttributes<HTMLDivElement> &
  React.RefAttributes<HTMLDivElement> {
  const ref = useRef<HTMLDivElement>(null);
  const isFocused = useRef(false);
  useLayoutEffect(() => {
    if (isFocused.current && document.activeElement === document.body) {
      ref.current?.focus();
    }
  });
  return {
    ref,
    tabIndex: -1,
    onFocus: () => (isFocused.current = true),
    onBlur: () => (isFocused.current = false)
  };
}

/** What the last answer has come to, and for whom this panel speaks. */
export function Status({ model }: { model: ConsentModel }): JSX.Element {
  return (
    <>
      <p role="status" aria-live="polite" className="jp-EventLog-status">
        {model.feedback}
      </p>
      <p className="jp-EventLog-small">{model.words.say('panel.scope')}</p>
    </>
  );
}

/** Where records go from a page without a server, and what is wrong with its policy. */
function WithoutServer({ model }: { model: ConsentModel }): JSX.Element {
  const { kinds, mistakes, words } = model;
  return (
    <>
      {straight(kinds, words).map(line => (
        <p key={line}>{line}</p>
      ))}
      {mistakes.length > 0 && (
        <ul lang="en">
          {mistakes.map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </>
  );
}

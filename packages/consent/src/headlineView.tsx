import React from 'react';
import type { IHeadline } from './headline';
import { StateIcon } from './icons';
import { leavingWords } from './leaving';
import type { ConsentModel } from './model';
import { operatorOf } from './operator';

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
    <header className="jp-EventLog-header" data-state={name}>
      <div className="jp-EventLog-headline">
        <StateIcon name={name} />
        <h2>{line1}</h2>
      </div>
      {line2 && <p>{line2}</p>}
      <Leaving model={model} />
      {actions.includes('off') && (
        <button
          type="button"
          className="jp-EventLog-button"
          onClick={() => void model.turnOff('panel')}
        >
          {words.say('button.off')}
        </button>
      )}
      {actions.includes('retry') && (
        <button
          type="button"
          className="jp-EventLog-button"
          onClick={() => void model.retry()}
        >
          {words.say('button.retry')}
        </button>
      )}
    </header>
  );
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

/** The mark of what leaves the operator: border, arrow and words. */
function Leaving({ model }: { model: ConsentModel }): JSX.Element | null {
  const { kinds, policy, words } = model;
  if (policy === null) {
    return null;
  }
  const lines = leavingWords(kinds, operatorOf(policy, words), words);
  return (
    <>
      {lines.map(line => (
        <p key={line} className="jp-EventLog-leaving">
          {line}
        </p>
      ))}
    </>
  );
}

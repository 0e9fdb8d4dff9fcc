import React from 'react';
import type { IHeadline } from './headline';
import type { ConsentModel } from './model';

/** The answers to what is asked, of equal weight, always in sight. */
export function Request({
  headline,
  model,
  onDetails
}: {
  headline: IHeadline;
  model: ConsentModel;

  /** Show the switches, or what changed, and move focus there. */
  onDetails: (details: 'choose' | 'changes') => void;
}): JSX.Element | null {
  const { words } = model;
  const { actions } = headline;
  const details = actions.includes('changes') ? 'changes' : 'choose';
  const answers = ANSWERS.filter(([action]) => actions.includes(action));
  if (answers.length === 0) {
    return null;
  }
  return (
    <div
      className="jp-EventLog-request"
      role="group"
      tabIndex={-1}
      aria-label={words.say('panel.request')}
    >
      {answers.map(([action, give]) => (
        <Answer key={action} onClick={() => void give(model)}>
          {words.say(`button.${action}`)}
        </Answer>
      ))}
      <Answer onClick={() => onDetails(details)}>
        {words.say(`button.${details}`)}
      </Answer>
    </div>
  );
}

/** In this order; OK and Say no belong to what starts by notice. */
const ANSWERS: readonly [
  'accept' | 'decline' | 'ok' | 'say-no',
  (model: ConsentModel) => Promise<void>
][] = [
  ['accept', model => model.accept('panel')],
  ['decline', model => model.decline('panel')],
  ['ok', model => model.confirm('panel')],
  ['say-no', model => model.decline('panel')]
];

function Answer({
  onClick,
  children
}: {
  onClick: () => void;
  children: React.ReactNode;
}): JSX.Element {
  return (
    <button type="button" className="jp-EventLog-button" onClick={onClick}>
      {children}
    </button>
  );
}

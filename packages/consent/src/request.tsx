import React from 'react';
import type { IHeadline } from './headline';
import type { ConsentModel } from './model';

/** The answers to what is asked, of equal weight, always in sight. */
export function Request({
  headline,
  model
}: {
  headline: IHeadline;
  model: ConsentModel;
}): JSX.Element | null {
  const { words } = model;
  const { actions } = headline;
  if (!actions.includes('decline')) {
    return null;
  }
  return (
    <div
      className="jp-EventLog-request"
      role="group"
      tabIndex={-1}
      aria-label={words.say('panel.request')}
    >
      {actions.includes('accept') && (
        <Answer onClick={() => void model.accept('panel')}>
          {words.say('button.accept')}
        </Answer>
      )}
      <Answer onClick={() => void model.decline('panel')}>
        {words.say('button.decline')}
      </Answer>
      <Answer onClick={focusFirstSwitch}>{words.say('button.choose')}</Answer>
    </div>
  );
}

function Answer({
  onClick,
  children
}: {
  onClick: (event: React.MouseEvent<HTMLElement>) => void;
  children: React.ReactNode;
}): JSX.Element {
  return (
    <button type="button" className="jp-EventLog-button" onClick={onClick}>
      {children}
    </button>
  );
}

function focusFirstSwitch({
  currentTarget
}: React.MouseEvent<HTMLElement>): void {
  currentTarget
    .closest('.jp-EventLog-Panel')
    ?.querySelector<HTMLElement>('[role="switch"]')
    ?.focus();
}

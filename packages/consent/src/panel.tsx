import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import React from 'react';
import { AlwaysRecorded } from './always';
import { Choices } from './choices';
import { HowToCheck } from './check';
import { Headline, Status } from './headlineView';
import { eventlogIcon } from './icons';
import type { ConsentModel } from './model';
import { operatorOf } from './operator';
import { Request } from './request';
import { ShortAnswers } from './shortAnswers';

/** The sidebar that says what is recorded here, and lets people answer. */
export class ConsentPanel extends ReactWidget {
  constructor(model: ConsentModel) {
    super();
    const title = model.words.say('panel.title');
    this._model = model;
    this.id = 'eventlog-panel';
    this.title.icon = eventlogIcon;
    this.title.caption = title;
    this.addClass('jp-EventLog-Panel');
    this.node.tabIndex = -1;
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', title);
  }

  /** Move focus to the first action, and bring it back on Escape. */
  focusFirst(): void {
    const opener = document.activeElement;
    if (opener instanceof HTMLElement && !this.node.contains(opener)) {
      this._opener = opener;
    }
    // Never on an answer: one key must not be enough to give it.
    const first =
      this.node.querySelector<HTMLElement>('.jp-EventLog-request') ??
      this.node.querySelector<HTMLElement>('.jp-EventLog-header button');
    (first ?? this.node).focus();
  }

  /** Return focus on Escape. */
  handleEvent(event: Event): void {
    if (event instanceof KeyboardEvent && event.key === 'Escape') {
      this._opener?.focus();
    }
  }

  protected override render(): JSX.Element {
    return (
      <UseSignal signal={this._model.changed}>
        {() => <Content model={this._model} />}
      </UseSignal>
    );
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.node.addEventListener('keydown', this);
  }

  protected override onBeforeDetach(message: Message): void {
    this.node.removeEventListener('keydown', this);
    super.onBeforeDetach(message);
  }

  private readonly _model: ConsentModel;
  private _opener: HTMLElement | null = null;
}

function Content({ model }: { model: ConsentModel }): JSX.Element {
  const { headline, kinds, policy, words } = model;
  const always = kinds.filter(({ status }) => status === 'always');
  const choices = kinds.filter(({ status }) => status !== 'always');
  return (
    <div className="jp-EventLog-scroll">
      <Headline headline={headline} model={model} />
      <Request headline={headline} model={model} />
      <Status model={model} />
      {policy && kinds.length > 0 && (
        <>
          <ShortAnswers
            kinds={kinds}
            operator={operatorOf(policy, words)}
            words={words}
          />
          <Choices kinds={choices} model={model} />
          {always.length > 0 && (
            <AlwaysRecorded kinds={always} policy={policy} words={words} />
          )}
        </>
      )}
      <HowToCheck words={words} />
    </div>
  );
}

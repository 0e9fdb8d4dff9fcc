import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import type { Message } from '@lumino/messaging';
import React from 'react';
import { About } from './aboutView';
import { Choices } from './choices';
import { HowToCheck } from './check';
import type { DataModel } from './dataModel';
import { MyData } from './dataView';
import { Headline, Status } from './headlineView';
import { eventlogIcon } from './icons';
import type { LiveModel } from './liveModel';
import { Live } from './liveView';
import type { ConsentModel } from './model';
import { NoticeInSight } from './noticeInSight';
import { operatorOf } from './operator';
import { Request } from './request';
import { ShortAnswers } from './shortAnswers';
import type { TabName } from './tabs';
import { TABS, Tabs } from './tabs';

/** Where focus goes; a switch of the header is about a place, not about a kind. */
const DETAILS = {
  choose:
    '[role="tabpanel"] :is([role="switch"], [role="radio"][tabindex="0"])',
  changes: '.jp-EventLog-changes > summary'
};

/** The sidebar that says what is recorded here, and lets people answer. */
export class ConsentPanel extends ReactWidget {
  constructor(
    model: ConsentModel,
    private readonly _live: LiveModel,
    private readonly _data: DataModel
  ) {
    super();
    const title = model.words.say('panel.title');
    this._model = model;
    this.id = 'eventlog-panel-content';
    this.title.icon = eventlogIcon;
    this.title.caption = title;
    this.addClass('jp-EventLog-Panel');
    this.node.tabIndex = -1;
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', title);
    this.node.lang = model.words.language;
  }

  /** Which part is open. */
  get tab(): TabName {
    return this._tab;
  }

  /** Open a part. */
  select(tab: TabName): void {
    this._tab = tab;
    this._tabChanged.emit();
  }

  /** Emitted when another part is open, or the panel comes in sight or goes. */
  get tabChanged(): ISignal<this, void> {
    return this._tabChanged;
  }

  /** Move focus to the open part. */
  focusTab(): void {
    this.node
      .querySelector<HTMLElement>(`[data-tab="${this._tab}"]`)
      ?.focus({ preventScroll: true });
  }

  /** Show the first switch or what changed, and move focus there. */
  reveal(details: 'choose' | 'changes'): void {
    this.select('choices');
    requestAnimationFrame(() => {
      const found = this.node.querySelector<HTMLElement>(DETAILS[details]);
      if (found?.parentElement instanceof HTMLDetailsElement) {
        found.parentElement.open = true;
      }
      found?.focus();
    });
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
      this.node.querySelector<HTMLElement>('.jp-EventLog-actions button');
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
        {() => (
          <UseSignal signal={this._tabChanged}>
            {() => (
              <Content
                model={this._model}
                live={this._live}
                data={this._data}
                panel={this}
              />
            )}
          </UseSignal>
        )}
      </UseSignal>
    );
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.node.addEventListener('keydown', this);
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this._tabChanged.emit();
  }

  protected override onAfterHide(message: Message): void {
    super.onAfterHide(message);
    this._tabChanged.emit();
  }

  protected override onBeforeDetach(message: Message): void {
    this.node.removeEventListener('keydown', this);
    super.onBeforeDetach(message);
  }

  private readonly _model: ConsentModel;
  private readonly _tabChanged = new Signal<this, void>(this);
  private _tab: TabName = 'choices';
  private _opener: HTMLElement | null = null;
}

function Content({
  model,
  live,
  data,
  panel
}: {
  model: ConsentModel;
  live: LiveModel;
  data: DataModel;
  panel: ConsentPanel;
}): JSX.Element {
  const { headline, kinds, policy, words } = model;
  const isKnown = policy !== null && kinds.length > 0;
  return (
    <div className="jp-EventLog-scroll">
      <Headline headline={headline} model={model} />
      <Request
        headline={headline}
        model={model}
        onDetails={details => panel.reveal(details)}
      />
      <NoticeInSight model={model} panel={panel} />
      <Status model={model} />
      {isKnown && (
        <ShortAnswers
          kinds={kinds}
          operator={operatorOf(policy, words)}
          words={words}
        />
      )}
      <HowToCheck words={words} />
      {isKnown && (
        <Tabs
          tab={panel.tab}
          names={TABS}
          words={words}
          onSelect={tab => panel.select(tab)}
        >
          {panel.tab === 'choices' && <Choices model={model} />}
          {panel.tab === 'live' && panel.isVisible && (
            <Live live={live} model={model} />
          )}
          {panel.tab === 'data' && panel.isVisible && (
            <MyData data={data} model={model} />
          )}
          {panel.tab === 'about' && panel.isVisible && (
            <About
              records={data.source}
              model={model}
              onData={() => panel.select('data')}
            />
          )}
        </Tabs>
      )}
    </div>
  );
}

import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import React from 'react';
import { Headline, Status } from './headlineView';
import type { ConsentModel } from './model';

/** The least distance to the edges of the window. */
const MARGIN = 8;

/** The first lines of the panel beside their opener, until one looks elsewhere. */
export class IndicatorPopup extends ReactWidget {
  constructor(
    private readonly _model: ConsentModel,
    private readonly _opener: HTMLElement,
    private readonly _showDetails: () => void
  ) {
    super();
    this.addClass('jp-EventLog-Panel');
    this.addClass('jp-EventLog-Popup');
    this.node.tabIndex = -1;
    this.node.setAttribute('role', 'dialog');
    this.node.setAttribute('aria-label', this._model.words.say('panel.title'));
    this.node.lang = this._model.words.language;
  }

  /** Show it and move focus to its first action. */
  open(): void {
    Widget.attach(this, document.body);
    void this.renderPromise?.then(() => {
      if (!this.isDisposed) {
        this._place();
        (this.node.querySelector('button') ?? this.node).focus();
      }
    });
  }

  /**
   * Close on Escape, and when the person presses elsewhere. Focus alone does
   * not close it: applications move that by themselves.
   */
  handleEvent(event: Event): void {
    if (event instanceof KeyboardEvent) {
      if (event.key === 'Escape') {
        this._close();
      }
      return;
    }
    const { target } = event;
    const isHere =
      target instanceof Node &&
      (this.node.contains(target) || this._opener.contains(target));
    if (!isHere) {
      this.dispose();
    }
  }

  protected override render(): JSX.Element {
    return (
      <UseSignal signal={this._model.changed}>
        {() => this._content()}
      </UseSignal>
    );
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.node.addEventListener('keydown', this);
    document.addEventListener('pointerdown', this, true);
  }

  protected override onBeforeDetach(message: Message): void {
    this.node.removeEventListener('keydown', this);
    document.removeEventListener('pointerdown', this, true);
    super.onBeforeDetach(message);
  }

  private _content(): JSX.Element {
    const { headline, words } = this._model;
    return (
      <div className="jp-EventLog-scroll">
        <Headline headline={headline} model={this._model} />
        <Status model={this._model} />
        <button
          type="button"
          className="jp-EventLog-button"
          onClick={() => {
            this._close();
            this._showDetails();
          }}
        >
          {words.say('button.details')}
        </button>
      </div>
    );
  }

  private _close(): void {
    this.dispose();
    this._opener.focus();
  }

  /** Where there is more room: above a status bar, below a bar at the top. */
  private _place(): void {
    const { style } = this.node;
    const at = this._opener.getBoundingClientRect();
    const right = Math.max(MARGIN, window.innerWidth - at.right);
    const width = this.node.offsetWidth;
    // Never beyond the left edge, however narrow the window is.
    style.right = `${Math.max(MARGIN, Math.min(right, window.innerWidth - width - MARGIN))}px`;
    if (at.top > window.innerHeight / 2) {
      style.bottom = `${window.innerHeight - at.top + 4}px`;
      style.maxHeight = `${at.top - 2 * MARGIN}px`;
    } else {
      style.top = `${at.bottom + 4}px`;
      style.maxHeight = `${window.innerHeight - at.bottom - 2 * MARGIN}px`;
    }
  }
}

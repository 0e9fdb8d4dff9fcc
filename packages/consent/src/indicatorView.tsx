import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import React from 'react';
import { ShapeIcon } from './icons';
import { indicatorOf } from './indicator';
import type { ConsentModel } from './model';
import { IndicatorPopup } from './popup';

/** The state in a bar, in every application; pressed, it offers the way to stop. */
export class Indicator extends ReactWidget {
  /** `showDetails` opens the panel. */
  constructor(
    private readonly _model: ConsentModel,
    private readonly _showDetails: () => void
  ) {
    super();
    this.addClass('jp-EventLog-Indicator');
    this._model.changed.connect(this._update, this);
    this._update();
  }

  override dispose(): void {
    this._model.changed.disconnect(this._update, this);
    this._popup?.dispose();
    super.dispose();
  }

  protected override render(): JSX.Element {
    return (
      <UseSignal signal={this._model.changed}>
        {() => <Item model={this._model} onPress={this._toggle} />}
      </UseSignal>
    );
  }

  private readonly _toggle = (button: HTMLElement): void => {
    if (this._popup && !this._popup.isDisposed) {
      this._popup.dispose();
      return;
    }
    button.setAttribute('aria-expanded', 'true');
    this._popup = new IndicatorPopup(this._model, button, this._showDetails);
    this._popup.disposed.connect(() =>
      button.setAttribute('aria-expanded', 'false')
    );
    this._popup.open();
  };

  private _update(): void {
    this.setHidden(stateOf(this._model) === null);
  }

  private _popup: IndicatorPopup | null = null;
}

function Item({
  model,
  onPress
}: {
  model: ConsentModel;
  onPress: (button: HTMLElement) => void;
}): JSX.Element | null {
  const state = stateOf(model);
  if (state === null) {
    return null;
  }
  return (
    <button
      type="button"
      className="jp-EventLog-indicator"
      data-shape={state.shape}
      title={state.name}
      aria-label={state.name}
      aria-haspopup="dialog"
      aria-expanded="false"
      onClick={event => onPress(event.currentTarget)}
    >
      <ShapeIcon shape={state.shape} />
      <span>{state.word}</span>
      {state.leaves && (
        <span title={model.words.say('indicator.leaves')}>↗</span>
      )}
    </button>
  );
}

function stateOf(model: ConsentModel): ReturnType<typeof indicatorOf> {
  return indicatorOf(model.headline, model.kinds, model.words);
}

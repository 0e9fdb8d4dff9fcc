import { Notification } from '@jupyterlab/apputils';
import type { ConsentModel } from '@jupyter-eventlog/consent';
import type { IDisposable } from '@lumino/disposable';

/** What the notification needs. */
export interface IRequestNotificationOptions {
  model: ConsentModel;

  /** Shows the panel, with the same request in it. */
  showDetails: () => void;
}

/**
 * The request as a notification, for as long as it is not answered.
 *
 * It is put once in a session: closing it is no answer, and it does not return.
 */
export class RequestNotification implements IDisposable {
  constructor(options: IRequestNotificationOptions) {
    this._model = options.model;
    this._showDetails = options.showDetails;
    this._model.changed.connect(this._update, this);
    this._update();
  }

  /** Whether the notification has been disposed. */
  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Withdraw the notification. */
  dispose(): void {
    this._isDisposed = true;
    this._model.changed.disconnect(this._update, this);
    this._withdraw();
  }

  private _update(): void {
    const { prompt } = this._model;
    if (prompt === null) {
      this._withdraw();
    } else if (!this._put.has(prompt.text)) {
      this._put.add(prompt.text);
      this._say(prompt.text, this._actions(prompt.acceptable));
    }
  }

  /** What is asked may change under the eyes of a person: it stays one request. */
  private _say(message: string, actions: Notification.IAction[]): void {
    if (this._id !== null) {
      Notification.update({ id: this._id, message, actions });
    } else {
      const options = { autoClose: false as const, actions };
      this._id = Notification.emit(message, 'default', options);
    }
  }

  /** No answer stands out, and none comes first because it is wanted. */
  private _actions(acceptable: boolean): Notification.IAction[] {
    const { words } = this._model;
    const action = (
      label: string,
      run: () => unknown
    ): Notification.IAction => ({
      label,
      displayType: 'default',
      callback: event => {
        // The request stays until the server has stored an answer.
        event.preventDefault();
        void run();
      }
    });
    return [
      ...(acceptable
        ? [
            action(words.say('button.accept'), () =>
              this._model.accept('toast')
            )
          ]
        : []),
      action(words.say('button.decline'), () => this._model.decline('toast')),
      action(words.say('button.details'), this._showDetails)
    ];
  }

  private _withdraw(): void {
    if (this._id !== null) {
      Notification.dismiss(this._id);
      this._id = null;
    }
  }

  private readonly _model: ConsentModel;
  private readonly _showDetails: () => void;
  private readonly _put = new Set<string>();
  private _id: string | null = null;
  private _isDisposed = false;
}

import { Notification } from '@jupyterlab/apputils';
import type { ConsentModel, IPrompt } from '@jupyter-eventlog/consent';
import { canRead, Sight, waits } from '@jupyter-eventlog/consent';
import type { IDisposable } from '@lumino/disposable';
import type { IQuiet } from './quiet';

/** What the notification needs. */
export interface IRequestNotificationOptions {
  model: ConsentModel;

  /** While it is on, nothing is put. */
  quiet: IQuiet;

  /** Shows the panel, with the same request in it. */
  showDetails: () => void;
}

/** The class of the button with which a notification is put away. */
const CLOSE = '.jp-Notification-Toast-Close';

/**
 * The request or notice as a notification, for as long as it is not answered.
 *
 * It is put once in a session: closing it is no answer, and it does not return.
 */
export class RequestNotification implements IDisposable {
  constructor(options: IRequestNotificationOptions) {
    this._model = options.model;
    this._quiet = options.quiet;
    this._showDetails = options.showDetails;
    this._model.changed.connect(this._update, this);
    this._quiet.changed.connect(this._update, this);
    Notification.manager.changed.connect(this._onChange, this);
    document.addEventListener('click', this, true);
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
    this._quiet.changed.disconnect(this._update, this);
    Notification.manager.changed.disconnect(this._onChange, this);
    document.removeEventListener('click', this, true);
    this._withdraw();
  }

  /** Note that the person puts it away: the host does not tell. */
  handleEvent({ target }: Event): void {
    if (target instanceof Element && target.closest(CLOSE)) {
      if (this._toast?.contains(target)) {
        this._onClosed();
      }
    }
  }

  private _update(): void {
    const { prompt } = this._model;
    if (prompt === null) {
      if (!this._isLeft) {
        this._withdraw();
      }
    } else if (!this._quiet.isOn && !this._put.has(prompt.text)) {
      this._put.add(prompt.text);
      this._say(prompt);
    }
  }

  /**
   * Whether it stays although nothing is to be put any more: it was put away
   * and stands in the list, or has been shown and not been answered.
   */
  private get _isLeft(): boolean {
    return (
      (this._isClosed || this._isShown) &&
      this._model.policy !== null &&
      this._model.kinds.some(waits)
    );
  }

  /** What is asked may change under the eyes of a person: it stays one request. */
  private _say({ text, buttons }: IPrompt): void {
    const actions = buttons.map(button => this._action(button));
    if (this._id !== null) {
      Notification.update({ id: this._id, message: text, actions });
    } else if (!this._isClosed) {
      const options = { autoClose: false as const, actions };
      this._id = Notification.emit(text, 'default', options);
    }
    this._sight?.dispose();
    // What the text leaves out was not shown by it.
    this._sight = buttons.includes('ok') ? this._watch() : null;
  }

  private _watch(): Sight {
    return new Sight({
      isInSight: () => canRead(this._texts),
      what: () => this._model.notice,
      onShown: () => {
        this._isShown = true;
        void this._model.shown('toast');
      }
    });
  }

  /** No answer stands out, and none comes first because it is wanted. */
  private _action(button: IPrompt['buttons'][number]): Notification.IAction {
    return {
      label: this._model.words.say(`button.${button}`),
      displayType: 'default',
      callback: event => {
        // The request stays until the server has stored an answer.
        event.preventDefault();
        void this._answer(button);
      }
    };
  }

  private async _answer(button: IPrompt['buttons'][number]): Promise<void> {
    switch (button) {
      case 'accept':
        return this._model.accept('toast');
      case 'decline':
      case 'say-no':
        return this._model.decline('toast');
      case 'details':
        return this._showDetails();
      case 'ok':
        await this._model.confirm('toast');
        this._isShown = false;
        this._update();
    }
  }

  private _onChange(_: unknown, change: Notification.IChange): void {
    if (change.type === 'removed' && change.notification.id === this._id) {
      this._id = null;
      this._onClosed();
    }
  }

  private _onClosed(): void {
    this._sight?.dispose();
    if (!this._isClosed) {
      this._isClosed = true;
      void this._model.close();
    }
  }

  private get _toast(): HTMLElement | null {
    return this._id === null ? null : document.getElementById(this._id);
  }

  private get _texts(): Iterable<Element> {
    return this._toast?.querySelectorAll('.jp-toast-message') ?? [];
  }

  private _withdraw(): void {
    this._sight?.dispose();
    const id = this._id;
    if (id !== null) {
      // It is withdrawn, not put away.
      this._id = null;
      Notification.dismiss(id);
    }
  }

  private readonly _model: ConsentModel;
  private readonly _quiet: IQuiet;
  private readonly _showDetails: () => void;
  private readonly _put = new Set<string>();
  private _id: string | null = null;
  private _sight: Sight | null = null;
  private _isClosed = false;
  private _isShown = false;
  private _isDisposed = false;
}

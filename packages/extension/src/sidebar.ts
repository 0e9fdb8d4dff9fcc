import type { ConsentModel, TabName } from '@jupyter-eventlog/consent';
import { eventlogIcon } from '@jupyter-eventlog/consent';
import type { ConsentPanel } from '@jupyter-eventlog/consent/panel';
import type { ITelemetry } from '@jupyter-eventlog/telemetry';
import type { Message } from '@lumino/messaging';
import { Panel } from '@lumino/widgets';

/**
 * The place of the panel in the sidebar. What is in it, most of what there is of
 * this extension, is loaded when somebody opens it.
 */
export class Sidebar extends Panel {
  constructor(
    private readonly _model: ConsentModel,
    private readonly _telemetry: ITelemetry
  ) {
    super();
    this.id = 'eventlog-panel';
    this.title.icon = eventlogIcon;
    this.title.caption = _model.words.say('panel.title');
    this.addClass('jp-EventLog-Sidebar');
  }

  /** Move focus to the first action or, of the part that is named, to its tab. */
  async focus(tab?: TabName): Promise<void> {
    const panel = await this._load();
    await panel.renderPromise;
    panel.focusFirst();
    if (tab) {
      panel.select(tab);
      await panel.renderPromise;
      panel.focusTab();
    }
  }

  protected override onBeforeShow(message: Message): void {
    super.onBeforeShow(message);
    void this._load();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    if (this.isVisible) {
      void this._load();
    }
  }

  private _load(): Promise<ConsentPanel> {
    this._loading ??= this._make().catch((error: unknown) => {
      // The next one who opens it tries again.
      this._loading = null;
      throw error;
    });
    return this._loading;
  }

  private async _make(): Promise<ConsentPanel> {
    const { ConsentPanel, DataModel, LiveModel } =
      await import('@jupyter-eventlog/consent/panel');
    const live = new LiveModel(
      this._telemetry,
      () =>
        this._telemetry.hasServer &&
        this._model.kinds.some(
          ({ status }) => status === 'on' || status === 'always'
        )
    );
    const data = new DataModel(this._telemetry.records);
    const panel = new ConsentPanel(this._model, live, data);
    this.addWidget(panel);
    return panel;
  }

  private _loading: Promise<ConsentPanel> | null = null;
}

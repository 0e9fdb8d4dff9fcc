import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import type { ConsentModel } from '@jupyter-eventlog/consent';
import { IConsentModel, Indicator } from '@jupyter-eventlog/consent';
import { IStatusBar } from '@jupyterlab/statusbar';
import { CommandIDs } from '../commands';

/** Shows at all times whether anything is recorded, and how to stop it. */
const plugin: JupyterFrontEndPlugin<void> = {
  id: '@jupyter-eventlog/extension:indicator',
  description: 'Shows at all times whether anything is recorded.',
  autoStart: true,
  requires: [IConsentModel],
  optional: [IStatusBar],
  activate: (
    app: JupyterFrontEnd,
    model: ConsentModel,
    statusBar: IStatusBar | null
  ): void => {
    // Unconfigured is for good in this page: nothing is added at all.
    if (model.headline.name === 'unconfigured') {
      return;
    }
    const indicator = new Indicator(
      model,
      () => void app.commands.execute(CommandIDs.open)
    );
    indicator.id = 'eventlog-indicator';
    if (statusBar) {
      statusBar.registerStatusItem(indicator.id, {
        item: indicator,
        align: 'right',
        // At the very end: beside items that grow, it would move when pressed.
        rank: -2
      });
    } else {
      // Notebook 7 has no status bar.
      app.shell.add(indicator, 'top', { rank: 900 });
    }
  }
};

export default plugin;

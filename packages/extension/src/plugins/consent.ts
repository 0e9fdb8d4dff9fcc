import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ILayoutRestorer } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import {
  ConsentModel,
  ConsentPanel,
  DataModel,
  IConsentModel,
  LiveModel,
  wordsOf
} from '@jupyter-eventlog/consent';
import { ITelemetry } from '@jupyter-eventlog/telemetry';
import { CommandIDs, addCommands } from '../commands';
import { RequestNotification } from '../notification';
import { DoNotDisturb } from '../quiet';
import { shareAnswers } from '../tabs';

/** Shows what is recorded, asks, and takes answers. */
const plugin: JupyterFrontEndPlugin<ConsentModel> = {
  id: '@jupyter-eventlog/extension:consent',
  description: 'Shows what is recorded, and takes the answers of the user.',
  autoStart: true,
  provides: IConsentModel,
  requires: [ITelemetry],
  optional: [ITranslator, ICommandPalette, ILayoutRestorer, ISettingRegistry],
  activate: (
    app: JupyterFrontEnd,
    telemetry: ITelemetry,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null,
    settings: ISettingRegistry | null
  ): ConsentModel => {
    const language = translator ?? nullTranslator;
    const model = new ConsentModel({
      source: telemetry,
      words: wordsOf(language.load('jupyter_eventlog'), language.languageCode)
    });
    const live = new LiveModel(
      telemetry,
      () =>
        telemetry.hasServer &&
        model.kinds.some(({ status }) => status === 'on' || status === 'always')
    );
    const panel = new ConsentPanel(
      model,
      live,
      new DataModel(telemetry.records)
    );
    app.shell.add(panel, 'right', { rank: 900, type: 'Data collection' });
    restorer?.add(panel, panel.id);
    addCommands(app.commands, model, palette, {
      isVisible: () => panel.isVisible,
      open: async tab => {
        app.shell.activateById(panel.id);
        await panel.renderPromise;
        panel.focusFirst();
        if (tab) {
          panel.select(tab);
          await panel.renderPromise;
          panel.focusTab();
        }
      }
    });

    if (telemetry.state !== 'unconfigured') {
      shareAnswers(model, app.serviceManager.serverSettings.baseUrl);
      void Promise.all([DoNotDisturb.load(settings), app.restored]).then(
        ([quiet]) =>
          new RequestNotification({
            model,
            quiet,
            showDetails: () => void app.commands.execute(CommandIDs.open)
          })
      );
    }
    return model;
  }
};

export default plugin;

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
  IConsentModel,
  wordsOf
} from '@jupyter-eventlog/consent';
import { ITelemetry } from '@jupyter-eventlog/telemetry';
import { CommandIDs, addCommands } from '../commands';
import { RequestNotification } from '../notification';
import { DoNotDisturb } from '../quiet';
import { Sidebar } from '../sidebar';
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
    const sidebar = new Sidebar(model, telemetry);
    app.shell.add(sidebar, 'right', { rank: 900, type: 'Data collection' });
    restorer?.add(sidebar, sidebar.id);
    addCommands(app.commands, model, palette, {
      isVisible: () => sidebar.isVisible,
      open: async tab => {
        app.shell.activateById(sidebar.id);
        await sidebar.focus(tab);
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

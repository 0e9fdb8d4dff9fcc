import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ILayoutRestorer } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import {
  ConsentModel,
  ConsentPanel,
  eventlogIcon,
  wordsOf
} from '@jupyter-eventlog/consent';
import { ITelemetry } from '@jupyter-eventlog/telemetry';
import { RequestNotification } from '../notification';
import { shareAnswers } from '../tabs';

/** The commands of the panel. */
const CommandIDs = {
  open: 'eventlog:open',
  answer: 'eventlog:answer-request',
  turnOff: 'eventlog:turn-off'
} as const;

const NO_ARGUMENTS = { args: { type: 'object', properties: {} } } as const;

/** Shows what is recorded, asks, and takes answers. */
const plugin: JupyterFrontEndPlugin<void> = {
  id: '@jupyter-eventlog/extension:consent',
  description: 'Shows what is recorded, and takes the answers of the user.',
  autoStart: true,
  requires: [ITelemetry],
  optional: [ITranslator, ICommandPalette, ILayoutRestorer],
  activate: (
    app: JupyterFrontEnd,
    telemetry: ITelemetry,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null
  ): void => {
    const language = translator ?? nullTranslator;
    const model = new ConsentModel({
      source: telemetry,
      words: wordsOf(language.load('jupyter_eventlog'), language.languageCode)
    });
    const panel = new ConsentPanel(model);
    app.shell.add(panel, 'right', { rank: 900, type: 'Data collection' });
    restorer?.add(panel, panel.id);
    addCommands(app, model, panel, palette);

    if (telemetry.state !== 'unconfigured') {
      shareAnswers(model, app.serviceManager.serverSettings.baseUrl);
      void app.restored.then(
        () =>
          new RequestNotification({
            model,
            showDetails: () => void app.commands.execute(CommandIDs.open)
          })
      );
    }
  }
};

function addCommands(
  app: JupyterFrontEnd,
  model: ConsentModel,
  panel: ConsentPanel,
  palette: ICommandPalette | null
): void {
  const { commands, shell } = app;
  const { say, trans } = model.words;
  const show = async (): Promise<void> => {
    shell.activateById(panel.id);
    await panel.renderPromise;
    panel.focusFirst();
  };
  commands.addCommand(CommandIDs.open, {
    label: say('panel.title'),
    caption: say('panel.caption'),
    icon: eventlogIcon,
    describedBy: NO_ARGUMENTS,
    execute: show
  });
  commands.addCommand(CommandIDs.answer, {
    label: say('command.answer'),
    describedBy: NO_ARGUMENTS,
    isEnabled: () => model.prompt !== null,
    execute: show
  });
  commands.addCommand(CommandIDs.turnOff, {
    label: say('command.off'),
    describedBy: NO_ARGUMENTS,
    isEnabled: () => model.headline.actions.includes('off'),
    execute: () => model.turnOff('panel')
  });
  model.changed.connect(() => commands.notifyCommandChanged());

  // The palette searches categories too: people look for these words.
  const category = trans.__('Privacy, telemetry, tracking, analytics, opt out');
  for (const command of Object.values(CommandIDs)) {
    palette?.addItem({ command, category });
  }
}

export default plugin;

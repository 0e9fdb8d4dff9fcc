import type { ICommandPalette } from '@jupyterlab/apputils';
import type { ConsentModel, TabName } from '@jupyter-eventlog/consent';
import { eventlogIcon } from '@jupyter-eventlog/consent';
import type { CommandRegistry } from '@lumino/commands';
import { withFeedback } from './feedback';

/** The commands about data collection; the palette and the Help menu have them. */
export const CommandIDs = {
  open: 'eventlog:open',
  answer: 'eventlog:answer-request',
  turnOff: 'eventlog:turn-off',
  pause: 'eventlog:pause',
  resume: 'eventlog:resume',
  retry: 'eventlog:ask-again',
  live: 'eventlog:live',
  data: 'eventlog:my-data',
  about: 'eventlog:about'
} as const;

/** The panel, as commands see it. */
export interface IPanel {
  isVisible(): boolean;

  /** Shows it and moves focus to its first action. */
  open(tab?: TabName): Promise<void>;
}

const NO_ARGUMENTS = { args: { type: 'object', properties: {} } } as const;

/** Add a command for every action, and let the palette find them all. */
export function addCommands(
  commands: CommandRegistry,
  model: ConsentModel,
  palette: ICommandPalette | null,
  panel: IPanel
): void {
  const { say, trans } = model.words;
  const can = (action: 'off' | 'pause' | 'resume' | 'retry') => () =>
    model.headline.actions.includes(action);
  const told = (run: () => Promise<void>) => () =>
    panel.isVisible() ? run() : withFeedback(model, run);
  const add = (
    id: string,
    options: Omit<CommandRegistry.ICommandOptions, 'describedBy'>
  ): void => {
    commands.addCommand(id, { ...options, describedBy: NO_ARGUMENTS });
  };
  add(CommandIDs.open, {
    label: say('panel.title'),
    caption: say('panel.caption'),
    icon: eventlogIcon,
    execute: () => panel.open()
  });
  add(CommandIDs.answer, {
    label: say('command.answer'),
    isEnabled: () => model.prompt !== null,
    execute: () => panel.open()
  });
  add(CommandIDs.turnOff, {
    label: say('command.off'),
    isEnabled: can('off'),
    execute: told(() => model.turnOff('panel'))
  });
  add(CommandIDs.pause, {
    label: say('command.pause'),
    isEnabled: can('pause'),
    execute: told(() => model.pause())
  });
  add(CommandIDs.resume, {
    label: say('command.resume'),
    isEnabled: can('resume'),
    execute: told(() => model.resume())
  });
  add(CommandIDs.retry, {
    label: say('command.retry'),
    isEnabled: can('retry'),
    execute: () => model.retry()
  });
  for (const tab of ['live', 'data', 'about'] as const) {
    add(CommandIDs[tab], {
      label: say(`command.${tab}`),
      isEnabled: () => model.kinds.length > 0,
      execute: () => panel.open(tab)
    });
  }
  model.changed.connect(() => commands.notifyCommandChanged());

  // The palette searches categories too: people look for these words.
  const category = trans.__('Privacy, telemetry, tracking, analytics, opt out');
  for (const command of Object.values(CommandIDs)) {
    palette?.addItem({ command, category });
  }
}

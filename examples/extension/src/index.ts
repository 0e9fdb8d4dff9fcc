import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITelemetry } from '@jupyter-eventlog/telemetry';
import type { NotePinned } from './generated/note-pinned.v1';
import { NOTE_PINNED } from './generated/note-pinned.v1';

const PIN = 'pinboard:pin';

/**
 * Pins notes, and says so to whoever may know.
 *
 * The extension holds no policy: whether anything of an event is recorded, and
 * what, is for the operator and the person to say.
 */
const plugin: JupyterFrontEndPlugin<void> = {
  id: '@riverside/pinboard:plugin',
  description: 'Pins notes to a board.',
  autoStart: true,
  optional: [ITelemetry, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    telemetry: ITelemetry | null,
    palette: ICommandPalette | null
  ): void => {
    const pinned = telemetry?.emitter(NOTE_PINNED);
    const board: NotePinned[] = [];
    app.commands.addCommand(PIN, {
      label: 'Pin a Note',
      describedBy: { args: null },
      execute: args => {
        const note: NotePinned = {
          colour: args.colour === 'blue' ? 'blue' : 'yellow',
          text: String(args.text ?? '')
        };
        board.push(note);
        pinned?.(note);
        return board.length;
      }
    });
    palette?.addItem({ command: PIN, category: 'Pinboard' });
  }
};

export default plugin;

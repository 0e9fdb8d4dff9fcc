import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITelemetry } from '@jupyter-eventlog/telemetry';

const PIN = 'pinboard:pin';

/** The schema of what this extension emits: `schemas/note-pinned.yaml`. */
const NOTE_PINNED = 'https://riverside.example/schemas/note-pinned';

/** A note on the board. */
type Note = {
  colour: 'yellow' | 'blue';
  text: string;
};

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
    const pinned = telemetry?.emitter<Note>(NOTE_PINNED, 1);
    const board: Note[] = [];
    app.commands.addCommand(PIN, {
      label: 'Pin a Note',
      describedBy: { args: null },
      execute: args => {
        const note: Note = {
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

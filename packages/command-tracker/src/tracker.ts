import type { CommandRegistry } from '@lumino/commands';
import type { IDisposable } from '@lumino/disposable';
import { DisposableDelegate } from '@lumino/disposable';
import { classify } from './classify';
import type { CommandExecuted } from './generated/command-executed.v1';
import { isNoise } from './noise';

/** What the tracker needs. */
export interface ITrackerOptions {
  /** Where commands are run. */
  commands: Pick<CommandRegistry, 'commandExecuted'>;

  /** Takes each command once it has ended, with the time at which it started. */
  emit: (data: CommandExecuted, started: Date) => void;

  /** Settles when the application has started: earlier commands are its own. */
  ready: Promise<unknown>;

  /** The clock; the default is the system's. */
  now?: () => Date;
}

/**
 * Emit what the user runs, from `ready` on and until disposed.
 *
 * A command that has not ended when the tracker is disposed is not emitted.
 */
export function trackCommands(options: ITrackerOptions): IDisposable {
  const { commands, emit, now = () => new Date() } = options;
  const tracking = new DisposableDelegate(() => {
    commands.commandExecuted.disconnect(onExecuted);
  });
  const onExecuted = (
    _: unknown,
    { id, args, result }: CommandRegistry.ICommandExecutedArgs
  ): void => {
    const trigger = classify(args);
    if (isNoise(id, trigger, args)) {
      return;
    }
    const started = now();
    void outcomeOf(id, result).then(outcome => {
      if (!tracking.isDisposed) {
        emit({ command_id: id, trigger, outcome }, started);
      }
    });
  };
  const start = (): void => {
    if (!tracking.isDisposed) {
      commands.commandExecuted.connect(onExecuted);
    }
  };
  void options.ready.then(start, start);
  return tracking;
}

async function outcomeOf(
  id: string,
  result: Promise<unknown>
): Promise<CommandExecuted['outcome']> {
  try {
    await result;
    return 'succeeded';
  } catch (error) {
    // Waiting for a promise silences "Uncaught (in promise)": a failure that
    // nobody else handles must stay visible in the console.
    console.warn(`The command '${id}' failed.`, error);
    return 'failed';
  }
}

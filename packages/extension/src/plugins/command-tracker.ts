import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import {
  COMMAND_EXECUTED,
  trackCommands
} from '@jupyter-eventlog/command-tracker';
import { ITelemetry } from '@jupyter-eventlog/telemetry';
import type { IDisposable } from '@lumino/disposable';

/** Records the commands that a user runs, while that is on. */
const plugin: JupyterFrontEndPlugin<void> = {
  id: '@jupyter-eventlog/extension:command-tracker',
  description: 'Records the commands that a user runs.',
  autoStart: true,
  requires: [ITelemetry],
  activate: (app: JupyterFrontEnd, telemetry: ITelemetry): void => {
    const emit = telemetry.emitter(COMMAND_EXECUTED);
    let tracking: IDisposable | null = null;

    // Off means that nothing listens to commands, not that listening is in vain.
    const update = (): void => {
      const on = telemetry.isEnabled(COMMAND_EXECUTED.schema_id);
      if (on && tracking === null) {
        tracking = trackCommands({
          commands: app.commands,
          ready: app.restored,
          emit: (data, started) => emit(data, { time: started.toISOString() })
        });
      } else if (!on) {
        tracking?.dispose();
        tracking = null;
      }
    };
    telemetry.policyChanged.connect(update);
    telemetry.consentChanged.connect(update);
    update();
  }
};

export default plugin;

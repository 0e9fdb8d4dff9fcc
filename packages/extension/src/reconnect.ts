import type { ServiceManager } from '@jupyterlab/services';
import type { ITelemetry } from '@jupyter-eventlog/telemetry';
import type { IDisposable } from '@lumino/disposable';
import { Poll } from '@lumino/polling';

/**
 * Ask the server again when it falls silent, and until it answers.
 *
 * While it answers, nothing is asked: an idle page must not keep it awake.
 */
export function askAgain(
  telemetry: ITelemetry,
  services: ServiceManager.IManager
): IDisposable {
  const poll = new Poll({
    name: '@jupyter-eventlog/extension:reconnect',
    auto: false,
    frequency: { interval: 5_000, backoff: true, max: 60_000 },
    standby: 'when-hidden',
    factory: async () => {
      await telemetry.refresh();
      if (telemetry.state === 'unknown') {
        throw new Error('The server is silent.');
      }
    }
  });
  let isSilent = false;
  const update = (): void => {
    const wasSilent = isSilent;
    isSilent = telemetry.state === 'unknown';
    if (isSilent !== wasSilent) {
      void (isSilent ? poll.start() : poll.stop());
    }
  };
  services.connectionFailure.connect(() => void telemetry.refresh());
  telemetry.policyChanged.connect(update);
  update();
  return poll;
}

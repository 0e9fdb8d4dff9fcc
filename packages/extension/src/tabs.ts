import type { IDisposable } from '@lumino/disposable';
import { DisposableDelegate } from '@lumino/disposable';
import type { ConsentModel } from '@jupyter-eventlog/consent';

/**
 * Let an answer in one tab count in all tabs of the same server.
 *
 * Tabs tell each other only that there is something to ask the server about.
 */
export function shareAnswers(
  model: ConsentModel,
  baseUrl: string
): IDisposable {
  const channel = new BroadcastChannel(`jupyter-eventlog:${baseUrl}`);
  const tell = (): void => channel.postMessage('answered');
  channel.onmessage = () => void model.retry();
  model.answered.connect(tell);
  return new DisposableDelegate(() => {
    model.answered.disconnect(tell);
    channel.close();
  });
}

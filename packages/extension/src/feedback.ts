import { Notification } from '@jupyterlab/apputils';
import type { ConsentModel } from '@jupyter-eventlog/consent';

/**
 * Do something, and say in a notification what it comes to: for where the panel
 * is not in sight. It stays until it is put away, so that nobody misses it.
 */
export async function withFeedback(
  model: ConsentModel,
  run: () => Promise<void>
): Promise<void> {
  let id: string | null = null;
  const tell = (): void => {
    const message = model.feedback;
    if (message === '') {
      return;
    }
    if (id === null) {
      id = Notification.emit(message, 'default', { autoClose: false });
    } else {
      Notification.update({ id, message });
    }
  };
  model.changed.connect(tell);
  try {
    await run();
  } finally {
    model.changed.disconnect(tell);
  }
}

// As the JupyterLab extension has it: validated by a compiled check, filtered, kept on the device until the server
// has it, and sent half a second after the first event that waits.
import { EventLog } from '@jupyter-eventlog/core';
import { restSink } from '@jupyter-eventlog/sinks';
import check from 'compiled-check';
import event from '../../event.json';

const { id, policy, schema } = event;

const VIEW = {
  digest: '',
  operator: null,
  destinations: [],
  allowed_schemas: policy,
  schemas: [schema],
  disclosures: {}
};

export async function start({ off }) {
  const post = (body, init) =>
    fetch('/eventlog/events', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
      ...init
    });
  const log = new EventLog({
    sinks: [restSink({ post })],
    storage: { name: '/' }
  });
  log.addCheck({
    schema_id: id,
    version: '1',
    check: async () => ({ default: check })
  });
  if (!off) {
    log.setPolicy(VIEW);
    log.setConsent({ [id]: true }, 'somebody');
    await log.flush();
    if (log.storage !== 'device') {
      throw new Error(`events are kept in: ${log.storage}`);
    }
  } else {
    log.setPolicy({ ...VIEW, allowed_schemas: {} });
  }
  return {
    emit: data => log.emit(id, '1', data),
    flush: () => log.flush()
  };
}

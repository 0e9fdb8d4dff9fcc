/* global addEventListener, fetch, location, postMessage */
// A worker that emits as many events as it is told to, and tells how far they got.
import { EventLog } from '@jupyter-eventlog/core';
import { restSink } from '@jupyter-eventlog/sinks';

const post = body => fetch('/events', { method: 'POST', body });
const log = new EventLog({
  sinks: [restSink({ post })],
  storage: { name: location.origin }
});
const states = new Map();
log.subscribe(({ id, state }) => states.set(id, state));

addEventListener('message', ({ data: { view, count } }) => {
  if (view) {
    const [id] = Object.keys(view.allowed_schemas);
    log.setPolicy(view);
    log.setConsent({ [id]: true }, 'somebody');
    for (let n = 0; n < count; n++) {
      log.emit(id, 1, { n });
    }
  }
  postMessage({ storage: log.storage, states: [...states.values()] });
});

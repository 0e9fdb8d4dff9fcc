/* global window */
import { EventLog } from '@jupyter-eventlog/core';
import { restSink } from '@jupyter-eventlog/sinks';
import { COMMAND_EXECUTED } from '../../packages/command-tracker/src/generated/command-executed.v1.ts';

window.sent = [];
window.log = new EventLog({
  sinks: [
    restSink({
      post: async body => {
        const { events } = JSON.parse(body);
        window.sent.push(...events);
        const results = events.map(() => ({ status: 'stored' }));
        return {
          status: 200,
          headers: { get: () => null },
          json: async () => ({ results })
        };
      }
    })
  ]
});
window.log.addCheck(COMMAND_EXECUTED);

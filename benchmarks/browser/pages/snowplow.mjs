// A self-describing event, kept in local storage as it is by default, and sent by tens: the default is a request an
// event, against which the documentation advises for pages with many.
import {
  flushBuffer,
  newTracker,
  trackSelfDescribingEvent
} from '@snowplow/browser-tracker';

export async function start({ off, origin }) {
  if (off) {
    // There is no way to turn a tracker off.
    return null;
  }
  newTracker('bench', origin, {
    appId: 'bench',
    bufferSize: 10,
    // The burst is as long as what it holds by default.
    maxLocalStorageQueueSize: 10_000
  });
  const schema = 'iglu:org.example/cell-executed/jsonschema/1-0-0';
  return {
    emit: data => trackSelfDescribingEvent({ event: { schema, data } }),
    flush: async () => flushBuffer()
  };
}

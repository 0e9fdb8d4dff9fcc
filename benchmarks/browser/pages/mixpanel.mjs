// Batches of 50 from a queue in local storage, its default. Its own host gets JSON; any other would get Base64, which is
// dearer, unless told.
import mixpanel from 'mixpanel-browser/src/loaders/loader-module-core.js';

export async function start({ off, origin }) {
  mixpanel.init('bench', {
    api_host: origin,
    api_payload_format: 'json',
    persistence: 'localStorage',
    ignore_dnt: true
  });
  if (off) {
    mixpanel.opt_out_tracking();
  }
  return { emit: data => mixpanel.track('cell executed', data) };
}

import { gunzipSync } from 'node:zlib';

const json = body => JSON.parse(body);

/** What is measured: its page, the paths that it sends events to, and how many events a request holds. */
export const LIBRARIES = {
  ours: {
    path: '/eventlog/events',
    count: body => json(body).events.length,
    answer: count => ({
      results: Array.from({ length: count }, () => ({ status: 'stored' }))
    })
  },
  otel: {
    name: '@opentelemetry/sdk-logs',
    path: '/v1/logs',
    count: body => json(body).resourceLogs[0].scopeLogs[0].logRecords.length,
    answer: () => ({})
  },
  snowplow: {
    name: '@snowplow/browser-tracker',
    path: '/com.snowplowanalytics.snowplow/tp2',
    count: body => json(body).data.length,
    answer: () => ({})
  },
  mixpanel: {
    name: 'mixpanel-browser',
    path: '/track/',
    count: body => {
      const text = String(body);
      return json(
        text.startsWith('data=') ? new URLSearchParams(text).get('data') : text
      ).length;
    },
    answer: () => ({ status: 1, error: null })
  },
  posthog: {
    name: 'posthog-js',
    path: '/e/',
    count: body => {
      const said = json(body[0] === 0x1f ? gunzipSync(body) : body);
      return (said.batch ?? said).length;
    },
    answer: () => ({ status: 1 })
  }
};

/** The library that a request is of, or null for what holds no events. */
export function libraryOf(path) {
  const found = Object.entries(LIBRARIES).find(([, one]) =>
    path.startsWith(one.path)
  );
  return found ? found[0] : null;
}

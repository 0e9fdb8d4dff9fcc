// Made by scripts/generate.mjs from schema/meta/page-sinks.json: change that file.
export const SINKS = {
  console: {
    needed: [],
    options: [],
    here: "this browser's console"
  },
  extension: {
    needed: [],
    options: [],
    here: null
  },
  ga4: {
    needed: ['api_secret', 'measurement_id'],
    options: ['url'],
    here: null
  },
  'jupyter-events': {
    needed: [],
    options: [],
    here: "this server's event listeners"
  },
  mixpanel: {
    needed: ['token'],
    options: ['url'],
    here: null
  },
  otlp: {
    needed: ['url'],
    options: ['service'],
    here: null
  },
  posthog: {
    needed: ['api_key'],
    options: ['host'],
    here: null
  }
} as const;

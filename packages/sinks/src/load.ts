import type { IPageSink, ISink } from '@jupyter-eventlog/core';
import { own } from '@jupyter-eventlog/core';
import type { IDirectOptions } from './direct.js';
import type { IJupyterEventsOptions } from './jupyterEvents.js';

/** What a page gives to the sinks that its policy names. */
export interface ILoadOptions extends IDirectOptions {
  readonly name: string;

  /** Posts to the server's `/api/events`; without it there is no such sink. */
  readonly jupyterEvents?: IJupyterEventsOptions['post'];
}

type Public = IPageSink['public'];
type Load = (said: Public, options: ILoadOptions) => Promise<ISink>;

/** By the class that an operator writes; each in a chunk of its own. */
const LOADERS: { readonly [name: string]: Load | undefined } = {
  console: async (_, { name }) =>
    (await import('./console.js')).consoleSink({ name }),
  ga4: async ({ measurement_id, api_secret, url }, options) =>
    (await import('./ga4.js')).ga4Sink({
      ...options,
      measurementId: measurement_id,
      apiSecret: api_secret,
      url
    }),
  'jupyter-events': async (_, { name, jupyterEvents, now }) => {
    if (!jupyterEvents) {
      throw new Error('There is no server that listens to events.');
    }
    const { jupyterEventsSink } = await import('./jupyterEvents.js');
    return jupyterEventsSink({ name, post: jupyterEvents, now });
  },
  mixpanel: async ({ token, url }, options) =>
    (await import('./mixpanel.js')).mixpanelSink({ ...options, token, url }),
  otlp: async ({ url, service }, options) =>
    (await import('./otlp.js')).otlpSink({ ...options, url, service }),
  posthog: async ({ api_key, host }, options) =>
    (await import('./posthog.js')).postHogSink({
      ...options,
      apiKey: api_key,
      host
    })
};

/**
 * Load a sink that a policy names, and no other.
 *
 * Rejects for a class that this version does not know, or whose code cannot be
 * had now.
 */
export async function loadSink(
  said: IPageSink,
  options: ILoadOptions
): Promise<ISink> {
  const load = own(LOADERS, said.class) as Load | undefined;
  if (!load) {
    throw new Error(`No sink of the class "${said.class}" is known here.`);
  }
  return load(said.public, options);
}

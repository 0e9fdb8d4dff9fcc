import type { JSONObject } from '@jupyter-eventlog/core';

/** What the page itself says, so that off costs no request. */
export interface IPage {
  /** Whether the operator has allowed anything. */
  readonly enabled: boolean;

  /** Whether the operator's settings hold a mistake. */
  readonly error: boolean;

  /** The policy of a site without a server, which is its configuration. */
  readonly site: JSONObject | null;
}

const OFF: IPage = { enabled: false, error: false, site: null };

/**
 * Read the page's option; what cannot be read is off. A server gives a digest;
 * what has none was written by hand, for a site without one.
 */
export function readPage(option: string): IPage {
  try {
    const page = JSON.parse(option || '{}') as Partial<IPage> & JSONObject;
    if ('digest' in page) {
      const { enabled, error } = page;
      return { enabled: enabled === true, error: error === true, site: null };
    }
    return Object.keys(page).length > 0
      ? { enabled: true, error: false, site: page }
      : OFF;
  } catch {
    return OFF;
  }
}

import type { ISink } from '@jupyter-eventlog/core';

/** What this sink needs; all of it has a default. */
export interface IConsoleOptions {
  readonly name?: string;

  /** Takes a line; the default is `console.debug`. */
  readonly write?: (line: string) => void;
}

/** Writes events to the browser's console, one line of JSON each. */
export function consoleSink({
  name = 'console',
  write = line => console.debug(line)
}: IConsoleOptions = {}): ISink {
  return {
    name,
    destination: "this browser's console",
    thirdParty: false,
    isLast: true,
    send: async batch => {
      batch.forEach(record => write(JSON.stringify(record)));
      return { kind: 'delivered' };
    }
  };
}

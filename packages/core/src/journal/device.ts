/** Reaches the other tabs of a site. */
export interface IChannel {
  /** Say something to all of them. */
  post(message: unknown): void;

  /** Neither hear nor say anything any more. */
  close(): void;
}

/** What of a browser lets tabs share a queue; each may be missing. */
export interface IDevice {
  /** Web Locks, which are there in secure contexts alone. */
  readonly locks?: {
    /** Wait for a lock, and hold it until what `held` returns has settled. */
    request(
      name: string,
      options: { readonly signal: AbortSignal },
      held: () => Promise<void>
    ): Promise<unknown>;
  };

  /** Opens a channel to all who have opened one of the same name. */
  readonly channel?: (
    name: string,
    hear: (message: unknown) => void
  ) => IChannel;
}

/** The browser that this runs in. */
export function browser(): IDevice {
  const isShared = typeof BroadcastChannel === 'function';
  return {
    locks: globalThis.navigator?.locks,
    channel: isShared ? openChannel : undefined
  };
}

function openChannel(name: string, hear: (message: unknown) => void): IChannel {
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }) => hear(data);
  return {
    post: message => channel.postMessage(message),
    close: () => channel.close()
  };
}

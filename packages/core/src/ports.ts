/** All of the outside world that core touches. */
export interface IPorts {
  /** Milliseconds since 1970. */
  now(): number;

  /** Random bytes that nobody can guess. */
  random(length: number): Uint8Array;

  /** Call back once after some milliseconds; the result cancels. */
  delay(milliseconds: number, callback: () => void): () => void;

  /** Tell a developer of a mistake; the message holds no value of an event. */
  warn(message: string): void;
}

/** The ports of browsers, workers and Node. */
export const systemPorts: IPorts = {
  now: () => Date.now(),
  random: pooled(),
  delay: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
  warn: message => console.warn(message)
};

/** Random bytes of which many are asked for at once: each is given out once. */
function pooled(): IPorts['random'] {
  let pool = new Uint8Array();
  let used = 0;
  return length => {
    if (used + length > pool.length) {
      pool = crypto.getRandomValues(new Uint8Array(length + 1008));
      used = 0;
    }
    return pool.slice(used, (used += length));
  };
}

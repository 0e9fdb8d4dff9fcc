import type { IReport } from '../losses.js';
import type { IRecord } from '../types.js';
import type { IChannel, IDevice } from './device.js';
import type { ISettled } from './types.js';

/** Something about a sink. */
export type AboutSink<T> = readonly (readonly [string, T])[];

/** What tabs tell one another. */
export interface IMessage {
  /** To the tab that sends: these are kept, and in which group. */
  readonly rows?: AboutSink<IRecord>;
  readonly group?: string;

  /** From it: these got further. */
  readonly settled?: AboutSink<ISettled>;

  /** To it: these numbers were lost. */
  readonly losses?: AboutSink<readonly IReport[]>;

  /** To all: nothing of these schemas may be kept or sent. */
  readonly forget?: readonly string[];

  /** To the tab that sends: do it now. */
  readonly hurry?: true;
}

/** The other tabs of one person at one server. */
export class Tabs {
  constructor(
    device: IDevice,
    name: string,
    hear: (message: IMessage) => void
  ) {
    this._channel =
      device.channel?.(name, message => hear(message as IMessage)) ?? null;
  }

  /** Tell the others. */
  post(message: IMessage): void {
    this._channel?.post(message);
  }

  /** Tell whoever emitted an event how far it got, together with others. */
  tell(sink: string, settled: ISettled): void {
    if (this._telling.push([sink, settled]) === 1) {
      queueMicrotask(() => this.post({ settled: this._telling.splice(0) }));
    }
  }

  /** Neither hear nor tell anything any more. */
  close(): void {
    this._channel?.close();
    this._channel = null;
  }

  private readonly _telling: [string, ISettled][] = [];
  private _channel: IChannel | null;
}

/** What is said about each sink. */
export function bySink<T>(said: AboutSink<T>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const [sink, one] of said) {
    const group = groups.get(sink) ?? [];
    group.push(one);
    groups.set(sink, group);
  }
  return groups;
}

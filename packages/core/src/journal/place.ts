import type { IPorts } from '../ports.js';
import type { IDevice } from './device.js';
import type { ISize, IStoreListener } from './types.js';

/** Where and whose a shared store is, and what it may hold. */
export interface IPlace {
  /** Names the server, as far as events are concerned. */
  readonly name: string;
  readonly person: string;
  readonly limit: ISize;
  readonly ports: IPorts;
  readonly device: IDevice;
  readonly listener: IStoreListener;
}

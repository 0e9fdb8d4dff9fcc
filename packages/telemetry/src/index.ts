export type { IFailingSink } from './failures.js';
export { narrow } from './narrow.js';
export type { IOverrides } from './narrow.js';
export { OwnRecords } from './records.js';
export type {
  Delivery,
  IErased,
  IOutlook,
  IRecordChoice,
  IRecordPage,
  IStoredRecord
} from './records.js';
export type { IRequest } from './request.js';
export { Telemetry } from './service.js';
export type { ITelemetryOptions } from './options.js';
export type { ITraffic } from './traffic.js';
export { ITelemetry } from './tokens.js';
export type {
  Emitter,
  IConsentReply,
  Surface,
  TelemetryState
} from './tokens.js';

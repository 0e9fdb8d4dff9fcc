export { narrow } from './narrow.js';
export type { IOverrides } from './narrow.js';
export type { IRequest } from './request.js';
export { Telemetry } from './service.js';
export type { ITelemetryOptions } from './options.js';
export { ITelemetry } from './tokens.js';
export type {
  Emitter,
  IConsentReply,
  Surface,
  TelemetryState
} from './tokens.js';

export { restSink } from './rest.js';
export type { IResponse, IRestOptions } from './rest.js';

// Apart from the rest: it is loaded when somebody opens the sidebar.
export { DataModel } from './dataModel';
export type { IRecordsSource } from './dataModel';
export { LiveModel } from './liveModel';
export type { ILiveSource } from './liveModel';
export { ConsentPanel } from './panel';

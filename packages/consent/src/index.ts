export { eventlogIcon } from './icons';
export { Indicator } from './indicatorView';
export { DataModel } from './dataModel';
export type { IRecordsSource } from './dataModel';
export { LiveModel } from './liveModel';
export type { ILiveSource } from './liveModel';
export { ConsentPanel } from './panel';
export type { TabName } from './tabs';
export { IConsentModel } from './tokens';
export {
  canRead,
  consentState,
  ConsentModel,
  promptText,
  Sight,
  waits,
  wordsOf
} from './pure';
export type {
  IConsentReply,
  IConsentModelOptions,
  IConsentSource,
  IHeadline,
  IPrompt,
  IWords,
  ServiceState,
  StateName,
  Surface
} from './pure';
export { receipt, shownText } from './receipt';
export { situationOf } from './situation';

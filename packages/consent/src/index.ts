export { eventlogIcon } from './icons';
export { Indicator } from './indicatorView';
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

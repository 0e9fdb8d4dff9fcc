export { eventlogIcon } from './icons';
export { Indicator } from './indicatorView';
export { ConsentPanel } from './panel';
export { IConsentModel } from './tokens';
export { consentState, ConsentModel, promptText, wordsOf } from './pure';
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

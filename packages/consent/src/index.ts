export { eventlogIcon } from './icons';
export { ConsentPanel } from './panel';
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

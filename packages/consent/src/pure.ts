export { shortAnswers } from './answers';
export type { IAnswer } from './answers';
export type { IHeadline, ServiceState, StateName } from './headline';
export { kindsOf } from './kinds';
export type { IKind } from './kinds';
export { leavingWords } from './leaving';
export { ConsentModel } from './model';
export type {
  IConsentReply,
  IConsentModelOptions,
  IConsentSource,
  Surface
} from './model';
export { operatorOf } from './operator';
export type { IOperator } from './operator';
export { promptText } from './prompt';
export type { IPrompt } from './prompt';
export { consentState } from './state';
export { wordsOf } from './words';
export type { IWords } from './words';

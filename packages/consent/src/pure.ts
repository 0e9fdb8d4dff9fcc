export { shortAnswers } from './answers.js';
export type { IAnswer } from './answers.js';
export type { IHeadline, ServiceState, StateName } from './headline.js';
export { dataWords, dayTotals, reachWords } from './data.js';
export type { DataState, IChoice, IErased, IOutlook, IReach } from './data.js';
export { DataModel } from './dataModel.js';
export { indicatorOf } from './indicator.js';
export type { IIndicator, Shape } from './indicator.js';
export { kindsOf, waits } from './kinds.js';
export type { IKind } from './kinds.js';
export { LiveRows, MAX_ROWS } from './live.js';
export type { IRow, IStored } from './live.js';
export { filtered, removedWords, rowWords } from './liveWords.js';
export { leavingWords } from './leaving.js';
export { ConsentModel } from './model.js';
export type {
  IConsentReply,
  IConsentModelOptions,
  IConsentSource,
  Surface
} from './model.js';
export { operatorOf } from './operator.js';
export type { IOperator } from './operator.js';
export { promptText } from './prompt.js';
export type { IPrompt } from './prompt.js';
export { canRead, Sight } from './sight.js';
export type { ISightOptions } from './sight.js';
export { consentState } from './state.js';
export { wordsOf } from './words.js';
export type { IWords } from './words.js';

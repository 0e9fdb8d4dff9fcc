export type { IServerTime } from './clock.js';
export { Compiled } from './compile.js';
export type { IAnswers, ITaken } from './compile.js';
export { Counters } from './counters.js';
export type { Counted } from './counters.js';
export { isGranted, isOpen } from './answers.js';
export type {
  Answer,
  DecisionStatus,
  ICircumstances,
  IConsentRecord,
  IDecision,
  Scope
} from './answers.js';
export { decide } from './decision.js';
export { disclose } from './disclosure.js';
export type { Disclosure } from './disclosure.js';
export { SchemaError, plainCategory } from './dialect.js';
export type { SchemaCheck } from './dialect.js';
export { schemaCheck } from './dialect/examples.js';
export { httpOutcome } from './dispatch/outcome.js';
export type { IResult, Outcome } from './dispatch/outcome.js';
export type { IEmittedDraft } from './drafts.js';
export { EventLog } from './eventlog.js';
export type { LoadTools } from './filter.js';
export { MemoryJournal } from './journal/memory.js';
export type { IChannel, IDevice } from './journal/device.js';
export type { ISize } from './journal/types.js';
export { canonical, fault, isObject, own, put } from './json.js';
export type { IStorageOptions, StorageState } from './keeper.js';
export type { ILimits } from './lane.js';
export type { IReport, LossReason } from './losses.js';
export type { IAside } from './asides.js';
export type { IEventLogOptions } from './options.js';
export type { IFailing } from './outbox.js';
export type { IGranted, IRefused } from './gates.js';
export { pageDestinations, pageSinks, runsInPage } from './pageSinks.js';
export { PathError, canonicalPath, parse } from './paths.js';
export { Pipeline, isDrop } from './pipeline.js';
export type { Granted, IPipelineOptions } from './pipeline.js';
export { LEVELS, Policy } from './policy.js';
export type {
  ConsentMode,
  ISchemaPolicy,
  SessionMode,
  TimeMode,
  UserMode
} from './policy.js';
export { PolicyError } from './entry.js';
export { readPolicy } from './policyCheck.js';
export { parsePolicy } from './policyReader.js';
export { readView } from './policyView.js';
export type { IReadPolicy } from './policyView.js';
export { mayPrompt } from './prompting.js';
export { hours, isDuration } from './durations.js';
export { uuid } from './ids.js';
export { systemPorts } from './ports.js';
export type { IPorts } from './ports.js';
export { STATUSES, isStatus } from './reasons.js';
export type { Status } from './reasons.js';
export { project } from './projection.js';
export { projectedSchema } from './projected.js';
export { Registry } from './registry.js';
export type { CheckLoader, ISchemaOf } from './schemaOf.js';
export { Schema, Schemas } from './schemas.js';
export type { IClassification, IOverlay } from './schemas.js';
export type { ISendOptions, ISink } from './sink.js';
export { sanitized, sanitizer } from './sanitize.js';
export type { Sanitize } from './sanitize.js';
export { capsule } from './stages/capsule.js';
export type { Code, IStamp } from './stages/capsule.js';
export type { SHA256 } from './stages/consent.js';
export type { IAssertion } from './stages/record.js';
export { validation } from './stages/validate.js';
export type {
  Check,
  IValidatorFactory,
  Validate,
  Validation,
  Validator
} from './stages/validate.js';
export { NO_TOOLS, loadTools } from './tools.js';
export type { INeeds, ITools } from './tools.js';
export type { Hash } from './transforms.js';
export type {
  ICapsule,
  IDraft,
  IDrop,
  IKept,
  ILiveRow,
  IRecord,
  IRedactedDraft,
  JSONObject,
  JSONValue,
  RowState
} from './types.js';
export type {
  IConsentView,
  IDestination,
  IDisclosure,
  IFailingPlace,
  IField,
  IOperator,
  IPageSink,
  IPolicyView,
  IUncollected,
  IPurpose,
  ISanitize,
  OperatorText
} from './views.js';
export { writtenView } from './written.js';
export { widened } from './widening.js';

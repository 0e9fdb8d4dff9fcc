/** Whether the server has spoken, and what it said about its settings. */
export type ServiceState =
  'unconfigured' | 'error' | 'loading' | 'unknown' | 'ready';

/** The states of the headline. */
export type StateName =
  | 'unknown'
  | 'loading'
  | 'unconfigured'
  | 'error'
  | 'test-mode'
  | 'off-here'
  | 'paused'
  | 'paused-required'
  | 'waiting'
  | 'waiting-required'
  | 'waiting-opt-out'
  | 'changed'
  | 'required'
  | 'declined'
  | 'signal'
  | 'signal-required'
  | 'partly'
  | 'on'
  | 'temporary'
  | 'minors';

/** What a person can do from the headline, in this order. */
export type HeadlineAction =
  | 'retry'
  | 'resume'
  | 'off'
  | 'pause'
  | 'accept'
  | 'decline'
  | 'ok'
  | 'say-no'
  | 'choose'
  | 'changes'
  | 'check'
  | 'required'
  | 'contact';

/** The first two lines of the panel, and what can be done there. */
export interface IHeadline {
  readonly name: StateName;
  readonly line1: string;
  readonly line2: string;
  readonly actions: readonly HeadlineAction[];
}

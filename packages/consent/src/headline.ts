/** Whether the server has spoken, and what it said about its settings. */
export type ServiceState =
  'unconfigured' | 'error' | 'loading' | 'unknown' | 'ready';

/** The states of the headline. */
export type StateName =
  | 'unknown'
  | 'loading'
  | 'unconfigured'
  | 'error'
  | 'off-here'
  | 'waiting'
  | 'waiting-required'
  | 'changed'
  | 'required'
  | 'declined'
  | 'temporary'
  | 'partly'
  | 'on';

/** What a person can do from the headline, in this order. */
export type HeadlineAction =
  'retry' | 'off' | 'accept' | 'decline' | 'choose' | 'check';

/** The first two lines of the panel, and what can be done there. */
export interface IHeadline {
  readonly name: StateName;
  readonly line1: string;
  readonly line2: string;
  readonly actions: readonly HeadlineAction[];
}

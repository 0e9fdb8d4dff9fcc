import type { IHeadline, ServiceState } from './headline';
import type { IWords } from './words';

/** The states in which the server has given no policy and consent. */
export function withoutAnswer(
  service: Exclude<ServiceState, 'ready'>,
  { trans }: IWords
): IHeadline {
  switch (service) {
    case 'unconfigured':
      return {
        name: 'unconfigured',
        line1: trans.__('Nothing is being collected.'),
        line2: trans.__(
          'Nobody has set up data collection here. Jupyter EventLog records, sends and stores nothing.'
        ),
        actions: ['check']
      };
    case 'error':
      return {
        name: 'error',
        line1: trans.__('Nothing is being collected.'),
        line2: trans.__(
          "The operator's settings contain a mistake, so collection stays off."
        ),
        actions: []
      };
    case 'loading':
      return {
        name: 'loading',
        line1: trans.__('Asking the server what is being collected.'),
        line2: trans.__('Until it answers, this page records nothing.'),
        actions: []
      };
    case 'unknown':
      return {
        name: 'unknown',
        line1: trans.__('We cannot tell what is being collected.'),
        line2: trans.__(
          'This page cannot reach the server that holds your choice. Until it answers, this page records nothing.'
        ),
        actions: ['retry']
      };
  }
}

/** The settings of this application leave nothing of the policy. */
export function offHere({ trans }: IWords): IHeadline {
  return {
    name: 'off-here',
    line1: trans.__('Nothing is being collected in this application.'),
    line2: trans.__('The settings of this application turn everything off.'),
    actions: []
  };
}

/** The server cannot keep an answer, so nobody is asked. */
export function temporary({ trans }: IWords): IHeadline {
  return {
    name: 'temporary',
    line1: trans.__(
      'Nothing is being collected. Your answer could not be kept on this temporary server.'
    ),
    line2: trans.__('So the answer is no, and you are not asked.'),
    actions: []
  };
}

import type { IHeadline, ServiceState } from './headline.js';
import { joined } from './sentences.js';
import type { ISituation } from './situation.js';
import type { IWords } from './words.js';

/** The states in which the server has given no policy and consent. */
export function withoutAnswer(
  service: Exclude<ServiceState, 'ready'>,
  earlier: number,
  words: IWords
): IHeadline {
  switch (service) {
    case 'unconfigured':
      return {
        name: 'unconfigured',
        line1: words.say('nothing'),
        line2: joined([
          words.say('unconfigured.line2'),
          earlier > 0 && words.count('unconfigured.earlier', earlier)
        ]),
        actions: ['check']
      };
    case 'error':
      return {
        name: 'error',
        line1: words.say('nothing'),
        line2: words.say('error.line2'),
        actions: []
      };
    case 'loading':
      return {
        name: 'loading',
        line1: words.say('loading.line1'),
        line2: words.say('loading.line2'),
        actions: []
      };
    case 'unknown':
      return {
        name: 'unknown',
        line1: words.say('unknown.line1'),
        line2: words.say('unknown.line2'),
        actions: ['retry']
      };
  }
}

/** Whatever is asked or agreed to, nothing is stored. */
export function testMode(words: IWords): IHeadline {
  return {
    name: 'test-mode',
    line1: words.say('test-mode.line1'),
    line2: words.say('test-mode.line2'),
    actions: []
  };
}

/** Nothing of the policy is left: this application turns it off, or the place does. */
export function nothingAllowed(
  { minors }: ISituation,
  words: IWords
): IHeadline {
  return minors
    ? {
        name: 'minors',
        line1: words.say('minors.line1'),
        line2: '',
        actions: []
      }
    : {
        name: 'off-here',
        line1: words.say('off-here.line1'),
        line2: words.say('off-here.line2'),
        actions: []
      };
}

/** The server cannot keep an answer, so nobody is asked. */
export function temporary(words: IWords): IHeadline {
  return {
    name: 'temporary',
    line1: words.say('temporary.line1'),
    line2: words.say('temporary.line2'),
    actions: []
  };
}

import type { IHeadline } from './headline.js';
import { isRecorded } from './kinds.js';
import type { IFacts } from './sentences.js';
import { count, joined, latest } from './sentences.js';

/** Some or all kinds are recorded. */
export function recording(facts: IFacts): IHeadline {
  const all = facts.kinds.length;
  const recorded = facts.kinds.filter(isRecorded).length;
  return all === recorded ? on(facts, all) : partly(facts, recorded, all);
}

/** Recording rests until somebody resumes it. */
export function paused(facts: IFacts, since: string): IHeadline {
  const { operator, words } = facts;
  const always = count(facts, 'always');
  const resuming = count(facts, 'on');
  return {
    name: always > 0 ? 'paused-required' : 'paused',
    line1:
      always > 0
        ? words.count('paused-required.line1', always, operator.inline)
        : words.say('paused.line1'),
    line2: joined([
      words.say('paused.since', words.minute(since)),
      resuming > 0 && words.count('paused.resume', resuming)
    ]),
    actions: ['resume', 'off']
  };
}

function on(facts: IFacts, all: number): IHeadline {
  return {
    name: 'on',
    line1: facts.words.count('on.line1', all, facts.operator.beneficiary),
    line2: joined([grounds(facts), alwaysToo(facts)]),
    actions: ['off', 'pause']
  };
}

function partly(facts: IFacts, recorded: number, all: number): IHeadline {
  const { operator, words } = facts;
  const chosen = byGround(facts, 'yes');
  return {
    name: 'partly',
    line1: words.count('partly.line1', recorded, all, operator.beneficiary),
    line2: joined([
      byGround(facts, 'shown').length > 0
        ? grounds(facts)
        : words.count('partly.chosen', chosen.length, dayOf(facts, 'yes')),
      alwaysToo(facts),
      words.count('partly.rest', all - recorded)
    ]),
    actions: ['off', 'pause']
  };
}

/** Since when, and whether anybody agreed. */
function grounds(facts: IFacts): string {
  const { words } = facts;
  const shown = byGround(facts, 'shown').length;
  if (shown === 0) {
    return words.say('on.accepted', dayOf(facts, 'yes'));
  }
  return byGround(facts, 'yes').length === 0
    ? words.say('on.shown', dayOf(facts, 'shown'))
    : joined([
        words.say('on.accepted', dayOf(facts, 'yes')),
        words.count('on.shown.rest', shown, dayOf(facts, 'shown'))
      ]);
}

function byGround({ kinds }: IFacts, ground: string): IFacts['kinds'] {
  return kinds.filter(one => one.status === 'on' && one.ground === ground);
}

function dayOf(facts: IFacts, ground: string): string {
  const when = latest(byGround(facts, ground));
  return when === null ? '' : facts.words.day(when);
}

function alwaysToo(facts: IFacts): string | false {
  const always = count(facts, 'always');
  return (
    always > 0 && facts.words.count('on.always', always, facts.operator.name)
  );
}

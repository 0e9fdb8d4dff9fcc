import { contactWords, widerWords } from './catalogue';
import type { HeadlineAction, IHeadline } from './headline';
import type { DecisionStatus } from '@jupyter-eventlog/core';
import type { IKind } from './kinds';
import { acceptable, waits } from './kinds';
import type { IOperator } from './operator';
import { purposeWords } from './purposes';
import type { IWords } from './words';

/** What the sentences speak about. */
export interface IFacts {
  readonly kinds: readonly IKind[];
  readonly operator: IOperator;
  readonly words: IWords;
}

/** Nothing is recorded, and the operator asks. */
export function waiting(facts: IFacts): IHeadline {
  const { operator, words } = facts;
  const { trans } = words;
  return {
    name: 'waiting',
    line1: trans.__(
      'Nothing is being collected. %1 is asking you.',
      operator.name
    ),
    line2: joined([asksFor(facts), offUnless(facts)]),
    actions: answering(facts)
  };
}

/** Something is always recorded, and the operator asks about more. */
export function waitingRequired(facts: IFacts): IHeadline {
  const { operator, words } = facts;
  const { trans } = words;
  return {
    name: 'waiting-required',
    line1: joined([
      trans._n(
        'Only what %2 always records is being collected (1 kind).',
        'Only what %2 always records is being collected (%1 kinds).',
        count(facts, 'always'),
        operator.name
      ),
      trans._n(
        'They ask about 1 more.',
        'They ask about %1 more.',
        facts.kinds.filter(waits).length
      )
    ]),
    line2: offUnless(facts),
    actions: answering(facts)
  };
}

/** A person agreed to less than what the operator now wants. */
export function changed(facts: IFacts): IHeadline {
  const { kinds, operator, words } = facts;
  const { trans } = words;
  const others = count(facts, 'on') + count(facts, 'off');
  return {
    name: 'changed',
    line1: trans.__(
      '%1 wants to record more than you agreed to. That part is off until you answer.',
      operator.name
    ),
    line2: joined([
      trans.__('New: %1.', words.list(kinds.filter(waits).map(grown))),
      others > 0 &&
        trans._n(
          'Your other choice stays as it is.',
          'Your %1 other choices stay as they are.',
          others
        )
    ]),
    actions:
      count(facts, 'on') > 0 ? ['off', ...answering(facts)] : answering(facts)
  };

  function grown({ disclosure, wider }: IKind): string {
    const parts = wider.map(one => widerWords(one, disclosure, words));
    return parts.length > 0
      ? trans.__('%1 in “%2”', words.list(parts), disclosure.title)
      : trans.__('“%1”', disclosure.title);
  }
}

/** Some or all kinds are recorded. */
export function recording(facts: IFacts): IHeadline {
  const all = facts.kinds.length;
  const recorded = count(facts, 'on') + count(facts, 'always');
  return all === recorded ? on(facts, all) : partly(facts, recorded, all);
}

/** Nothing can be turned off. */
export function required(facts: IFacts): IHeadline {
  const { kinds, operator, words } = facts;
  const { trans } = words;
  const reasons = new Set(
    kinds
      .filter(({ status }) => status === 'always')
      .map(({ disclosure }) => words.operatorText(disclosure.reason ?? ''))
  );
  return {
    name: 'required',
    line1: trans._n(
      '%2 always records 1 kind of activity here. You cannot turn it off.',
      '%2 always records %1 kinds of activity here. You cannot turn them off.',
      count(facts, 'always'),
      operator.name
    ),
    line2: joined([
      trans.__('Reason given: “%1”.', [...reasons].join(' ')),
      trans.__('This does not rest on your consent.'),
      contactWords(operator, words),
      trans.__('Nothing else is being collected.')
    ]),
    actions: []
  };
}

/** Everything was refused, or turned off. */
export function declined({ kinds, words }: IFacts): IHeadline {
  const { trans } = words;
  const when = latest(kinds);
  return {
    name: 'declined',
    line1: when
      ? trans.__(
          'Nothing is being collected. You said no on %1.',
          words.day(when)
        )
      : trans.__('Nothing is being collected.'),
    line2: trans.__(
      'You will not be asked about this again. You can change your mind below.'
    ),
    actions: []
  };
}

function on(facts: IFacts, all: number): IHeadline {
  const { trans } = facts.words;
  return {
    name: 'on',
    line1: trans._n(
      '1 kind of activity is being recorded for %2.',
      '%1 kinds of activity are being recorded for %2.',
      all,
      facts.operator.beneficiary
    ),
    line2: joined([
      trans.__('You accepted on %1.', facts.words.day(latestYes(facts))),
      alwaysToo(facts)
    ]),
    actions: ['off']
  };
}

function partly(facts: IFacts, recorded: number, all: number): IHeadline {
  const { trans } = facts.words;
  return {
    name: 'partly',
    line1: trans._n(
      '1 of %2 kinds of activity is being recorded for %3.',
      '%1 of %2 kinds of activity are being recorded for %3.',
      recorded,
      all,
      facts.operator.beneficiary
    ),
    line2: joined([
      trans._n(
        'You chose it on %2.',
        'You chose them on %2.',
        count(facts, 'on'),
        facts.words.day(latestYes(facts))
      ),
      alwaysToo(facts),
      trans._n('The other one is off.', 'The other %1 are off.', all - recorded)
    ]),
    actions: ['off']
  };
}

function alwaysToo(facts: IFacts): string | false {
  const always = count(facts, 'always');
  return (
    always > 0 &&
    facts.words.trans._n(
      '%2 always records 1 of these; you cannot turn that off.',
      '%2 always records %1 of these; you cannot turn those off.',
      always,
      facts.operator.name
    )
  );
}

function asksFor(facts: IFacts): string {
  const { kinds, operator, words } = facts;
  const { trans } = words;
  const asked = kinds.filter(waits);
  const purposes = purposeWords(asked, words);
  if (purposes === null) {
    return trans._n(
      'The request is to record 1 kind of activity, without saying why.',
      'The request is to record %1 kinds of activity, without saying why of each.',
      asked.length
    );
  }
  return operator.self
    ? trans._n(
        'It asks to record 1 kind of activity, %2.',
        'It asks to record %1 kinds of activity, %2.',
        asked.length,
        purposes
      )
    : trans._n(
        'They ask to record 1 kind of activity, %2.',
        'They ask to record %1 kinds of activity, %2.',
        asked.length,
        purposes
      );
}

function offUnless({ words: { trans } }: IFacts): string {
  return trans.__(
    'It stays off unless you accept. JupyterLab works the same either way.'
  );
}

function answering({ kinds }: IFacts): HeadlineAction[] {
  return kinds.some(acceptable)
    ? ['accept', 'decline', 'choose']
    : ['decline', 'choose'];
}

function count({ kinds }: IFacts, status: DecisionStatus): number {
  return kinds.filter(kind => kind.status === status).length;
}

function latestYes({ kinds }: IFacts): string {
  return latest(kinds.filter(({ status }) => status === 'on')) ?? '';
}

function latest(kinds: readonly IKind[]): string | null {
  const times = kinds.flatMap(({ time }) => time ?? []).sort();
  return times[times.length - 1] ?? null;
}

function joined(parts: readonly (string | false)[]): string {
  return parts.filter(Boolean).join(' ');
}

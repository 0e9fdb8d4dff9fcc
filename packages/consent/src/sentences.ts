import type { DecisionStatus } from '@jupyter-eventlog/core';
import { contactWords } from './ground.js';
import type { HeadlineAction, IHeadline } from './headline.js';
import type { IKind } from './kinds.js';
import { acceptable, isNotice, isOpen, isRecorded, waits } from './kinds.js';
import type { IOperator } from './operator.js';
import { purposeWords } from './purposes.js';
import { widerWords } from './widening.js';
import type { IWords } from './words.js';

/** What the sentences speak about. */
export interface IFacts {
  readonly kinds: readonly IKind[];
  readonly operator: IOperator;
  readonly words: IWords;
}

/** Nothing is recorded, and the operator asks. */
export function waiting(facts: IFacts): IHeadline {
  const { operator, words } = facts;
  return {
    name: 'waiting',
    line1: words.say('waiting.line1', operator.name),
    line2: joined([asksFor(facts), offUnless(facts), startsToo(facts)]),
    actions: answering(facts)
  };
}

/** Something is always recorded, and the operator asks about more. */
export function waitingRequired(facts: IFacts): IHeadline {
  const { kinds, words } = facts;
  const asked = kinds.filter(kind => waits(kind) && !isNotice(kind));
  return {
    name: 'waiting-required',
    line1: joined([
      onlyRequired(facts),
      words.count('waiting-required.more', asked.length)
    ]),
    line2: joined([offUnless(facts), startsToo(facts)]),
    actions: answering(facts)
  };
}

/** What starts with the next session, unless the person says no. */
export function waitingOptOut(facts: IFacts): IHeadline {
  const { kinds, operator, words } = facts;
  const coming = kinds.filter(waits);
  const purposes = purposeWords(coming, words);
  return {
    name: 'waiting-opt-out',
    line1: kinds.some(isRecorded)
      ? joined([onlyRequired(facts), startsToo(facts)])
      : words.say('waiting-opt-out.line1'),
    line2:
      purposes === null
        ? words.count(
            'waiting-opt-out.no-purpose',
            coming.length,
            operator.name
          )
        : words.count(
            'waiting-opt-out.line2',
            coming.length,
            operator.name,
            purposes
          ),
    actions: answering(facts)
  };
}

/** A person agreed to less than what the operator now wants. */
export function changed(facts: IFacts): IHeadline {
  const { kinds, operator, words } = facts;
  const wanted = kinds.filter(waits);
  const others = count(facts, 'on') + count(facts, 'off');
  const off: HeadlineAction[] = count(facts, 'on') > 0 ? ['off'] : [];
  const notice = wanted.every(isNotice);
  const details = count(facts, 'changed') > 0 ? 'changes' : 'choose';
  return {
    name: 'changed',
    line1: words.say(
      notice ? 'changed.opt-out.line1' : 'changed.line1',
      operator.name
    ),
    line2: joined([
      words.say(
        'changed.new',
        words.list(wanted.map(one => grown(one, words)))
      ),
      others > 0 && words.count('changed.others', others),
      !notice && startsToo(facts)
    ]),
    actions: [
      ...off,
      ...answering(facts).map(one => (one === 'choose' ? details : one))
    ]
  };
}

/** Nothing can be turned off. */
export function required(facts: IFacts): IHeadline {
  const { operator, words } = facts;
  return {
    name: 'required',
    line1: words.count('required.line1', count(facts, 'always'), operator.name),
    line2: joined([
      reasonsOf(facts),
      words.say('required.no-consent'),
      contactWords(operator, words),
      words.say('required.else')
    ]),
    actions: ['required', 'contact']
  };
}

/** Everything was refused, or turned off. */
export function declined({ kinds, words }: IFacts): IHeadline {
  const noes = kinds.filter(({ status }) => status === 'off');
  const when = latest(noes);
  const old = latest(kinds.filter(({ lapsed }) => lapsed === 'age'));
  return {
    name: 'declined',
    line1: when
      ? words.say('declined.line1', words.day(when))
      : words.say('nothing'),
    line2: joined([
      noes.length > 0
        ? words.say('declined.line2')
        : old === null && words.say('declined.unasked'),
      old !== null && words.say('declined.age', words.day(old))
    ]),
    actions: []
  };
}

/** The browser's signal counts as no. */
export function signal(facts: IFacts): IHeadline {
  const { operator, words } = facts;
  const silenced = count(facts, 'signal');
  if (count(facts, 'always') > 0) {
    return {
      name: 'signal-required',
      line1: joined([
        words.count('signal-required.line1', silenced),
        words.count(
          'signal-required.always',
          count(facts, 'always'),
          operator.name
        )
      ]),
      line2: joined([reasonsOf(facts), contactWords(operator, words)]),
      actions: ['required']
    };
  }
  return {
    name: 'signal',
    line1: words.say('signal.line1'),
    line2: joined([
      words.count('signal.asks', silenced, operator.name),
      words.say('signal.line2')
    ]),
    actions: []
  };
}

/** One way in which a kind that was agreed to has grown, or its title. */
export function grown({ disclosure, wider }: IKind, words: IWords): string {
  const parts = wider.map(one => widerWords(one, disclosure, words));
  return parts.length > 0
    ? words.say('changed.in', words.list(parts), disclosure.title)
    : words.say('quoted', disclosure.title);
}

/** How many kinds stand so. */
export function count({ kinds }: IFacts, status: DecisionStatus): number {
  return kinds.filter(kind => kind.status === status).length;
}

/** The newest answer or notice of some kinds. */
export function latest(kinds: readonly IKind[]): string | null {
  const times = kinds.flatMap(({ time }) => time ?? []).sort();
  return times[times.length - 1] ?? null;
}

/** Sentences one after the other. */
export function joined(parts: readonly (string | false)[]): string {
  return parts.filter(Boolean).join(' ');
}

function onlyRequired(facts: IFacts): string {
  return facts.words.count(
    'waiting-required.line1',
    count(facts, 'always'),
    facts.operator.inline
  );
}

function asksFor({ kinds, operator, words }: IFacts): string {
  const asked = kinds.filter(kind => waits(kind) && !isNotice(kind));
  const purposes = purposeWords(asked, words);
  if (purposes === null) {
    return words.count('waiting.asks.no-purpose', asked.length);
  }
  return words.count(
    operator.self ? 'waiting.asks.self' : 'waiting.asks',
    asked.length,
    purposes
  );
}

function offUnless({ words }: IFacts): string {
  return words.say('waiting.off');
}

/** What starts after its notice, beside what waits for a yes. */
function startsToo({ kinds, words }: IFacts): string | false {
  const coming = kinds.filter(kind => waits(kind) && isNotice(kind));
  return (
    coming.length > 0 && words.count('waiting-opt-out.more', coming.length)
  );
}

function reasonsOf({ kinds, words }: IFacts): string {
  const reasons = kinds
    .filter(({ status }) => status === 'always')
    .map(({ disclosure }) => words.operatorText(disclosure.reason));
  return words.say('reason', [...new Set(reasons)].join(' '));
}

/** The answers to what is asked; none that would cover what it must not. */
function answering({ kinds }: IFacts): HeadlineAction[] {
  const wanted = kinds.filter(waits);
  if (wanted.length > 0 && wanted.every(isNotice)) {
    return wanted.some(isOpen)
      ? ['ok', 'say-no', 'choose']
      : ['say-no', 'choose'];
  }
  return kinds.some(acceptable)
    ? ['accept', 'decline', 'choose']
    : ['decline', 'choose'];
}

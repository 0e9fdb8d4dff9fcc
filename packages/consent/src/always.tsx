import type { IPolicyView } from '@jupyter-eventlog/core';
import React from 'react';
import { Expandable } from './card';
import { DisclosureFacts, Fact } from './factsView';
import { contactWords, groundWords } from './ground';
import { LockIcon } from './icons';
import type { IKind } from './kinds';
import { operatorOf } from './operator';
import type { IWords } from './words';

/** What cannot be turned off: a notice with its reason, and no control. */
export function AlwaysRecorded({
  kinds,
  policy,
  words
}: {
  kinds: readonly IKind[];
  policy: IPolicyView;
  words: IWords;
}): JSX.Element {
  const operator = operatorOf(policy, words);
  return (
    <section>
      <h3>
        <LockIcon /> {words.say('panel.always')}
      </h3>
      {kinds.map(kind => (
        <Expandable
          key={kind.id}
          title={kind.disclosure.title}
          summary={
            <>
              <p className="jp-EventLog-summary">
                {kind.disclosure.description}
              </p>
              <dl className="jp-EventLog-facts">
                <Fact term={words.say('card.reason')}>
                  <span lang={words.languageOf(kind.disclosure.reason)}>
                    {words.say(
                      'quoted',
                      words.operatorText(kind.disclosure.reason)
                    )}
                  </span>
                </Fact>
                <Fact term={words.say('card.ground')}>
                  {groundWords(kind.disclosure, operator, words)}
                </Fact>
              </dl>
              <p>{contactWords(operator, words)}</p>
            </>
          }
        >
          <DisclosureFacts kind={kind} operator={operator} words={words} />
        </Expandable>
      ))}
    </section>
  );
}

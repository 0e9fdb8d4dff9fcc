import type { IPolicyView } from '@jupyter-eventlog/core';
import React from 'react';
import { Expandable } from './card';
import { contactWords, groundWords } from './catalogue';
import { DisclosureFacts, Fact } from './facts';
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
  const { trans } = words;
  const operator = operatorOf(policy, words);
  return (
    <section>
      <h3>
        <LockIcon /> {trans.__('Always recorded here')}
      </h3>
      {kinds.map(({ id, disclosure }) => (
        <Expandable
          key={id}
          title={disclosure.title}
          summary={
            <>
              <p className="jp-EventLog-summary">{disclosure.description}</p>
              <dl className="jp-EventLog-facts">
                <Fact term={trans.__('Reason given')}>
                  “{words.operatorText(disclosure.reason ?? '')}”
                </Fact>
                <Fact term={trans.__('Ground stated')}>
                  {groundWords(disclosure, operator, words)}
                </Fact>
              </dl>
              <p>{contactWords(operator, words)}</p>
            </>
          }
        >
          <DisclosureFacts disclosure={disclosure} words={words} />
        </Expandable>
      ))}
    </section>
  );
}

import React from 'react';
import { shortAnswers } from './answers';
import { Fact } from './factsView';
import type { IKind } from './kinds';
import type { IOperator } from './operator';
import { statedBy } from './shown';
import type { IWords } from './words';

/** What people ask first, and who vouches for each answer. */
export function ShortAnswers({
  kinds,
  operator,
  words
}: {
  kinds: readonly IKind[];
  operator: IOperator;
  words: IWords;
}): JSX.Element {
  const bases = {
    checked: { sign: '✓', word: words.say('answers.checked') },
    stated: { sign: '”', word: words.say('answers.stated') }
  };
  return (
    <section>
      <h3>{words.say('answers.title')}</h3>
      <dl className="jp-EventLog-answers">
        {shortAnswers(kinds, operator, words).map(
          ({ question, answer, basis }) => (
            <Fact
              key={question}
              term={
                <>
                  <span className="jp-EventLog-basis" aria-hidden="true">
                    {bases[basis].sign}
                  </span>
                  <span className="jp-EventLog-hidden">
                    {bases[basis].word}{' '}
                  </span>
                  {question}
                </>
              }
            >
              {answer}
            </Fact>
          )
        )}
      </dl>
      <p className="jp-EventLog-small">
        {words.say('answers.checked.legend')}
        <br />
        {words.say('answers.stated.legend', statedBy(operator, words))}
      </p>
    </section>
  );
}

import React from 'react';
import { shortAnswers } from './answers';
import { Fact } from './facts';
import type { IKind } from './kinds';
import type { IOperator } from './operator';
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
  const { trans } = words;
  const bases = {
    checked: { sign: '✓', word: trans.__('Checked:') },
    stated: { sign: '”', word: trans.__('Stated by the operator:') }
  };
  return (
    <section>
      <h3>{trans.__('Short answers')}</h3>
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
        {trans.__('✓ checked: this software enforces it.')}
        <br />
        {trans.__(
          '” stated by %1.',
          operator.self ? trans.__('you') : operator.inline
        )}
      </p>
    </section>
  );
}

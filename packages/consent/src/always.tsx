import type { IPolicyView } from '@jupyter-eventlog/core';
import React from 'react';
import { Expandable } from './card';
import { DisclosureFacts, Fact } from './factsView';
import { contactWords, groundWords } from './ground';
import { LockIcon } from './icons';
import type { IKind } from './kinds';
import { operatorOf } from './operator';
import type { ConsentModel } from './model';

/** What cannot be turned off: a notice with its reason, and no control. */
export function AlwaysRecorded({
  kinds,
  policy,
  model
}: {
  kinds: readonly IKind[];
  policy: IPolicyView;
  model: ConsentModel;
}): JSX.Element {
  const { words } = model;
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
              {kind.refused && (
                <Anyway kind={kind} operator={operator.name} model={model} />
              )}
            </>
          }
        >
          <DisclosureFacts kind={kind} operator={operator} words={words} />
        </Expandable>
      ))}
    </section>
  );
}

/** What became of a no; recording starts when the person has read it. */
function Anyway({
  kind,
  operator,
  model
}: {
  kind: IKind;
  operator: string;
  model: ConsentModel;
}): JSX.Element {
  const { words } = model;
  const { id, refused, disclosure } = kind;
  return (
    <>
      <p>
        {words.say(
          'required.anyway',
          words.day(refused ?? ''),
          operator,
          words.operatorText(disclosure.reason)
        )}
      </p>
      <button
        type="button"
        className="jp-EventLog-button"
        onClick={() => void model.confirmRequired(id)}
      >
        {words.say('button.ok')}
      </button>
    </>
  );
}

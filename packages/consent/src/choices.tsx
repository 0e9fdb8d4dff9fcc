import React from 'react';
import { KindCard } from './card';
import type { IKind } from './kinds';
import type { ConsentModel } from './model';
import { purposesOf, purposeTitle } from './purposes';

/** The kinds that a person can switch, under the purposes they serve. */
export function Choices({
  kinds,
  model
}: {
  kinds: readonly IKind[];
  model: ConsentModel;
}): JSX.Element {
  const { words } = model;
  const groups = [
    ...purposesOf(kinds).map(purpose => ({
      id: purpose.id,
      title: purposeTitle(purpose, words),
      why: purpose.why ? words.operatorText(purpose.why) : null
    })),
    {
      id: undefined,
      title: words.say('panel.no-purpose'),
      why: words.say('panel.no-purpose.why')
    }
  ];
  return (
    <>
      {groups.map(({ id, title, why }) => {
        const group = kinds.filter(
          ({ disclosure }) => disclosure.purpose?.id === id
        );
        return (
          group.length > 0 && (
            <section key={id ?? ''}>
              <h3>{title}</h3>
              {why && <p>{why}</p>}
              {group.map(kind => (
                <KindCard key={kind.id} kind={kind} model={model} />
              ))}
            </section>
          )
        );
      })}
    </>
  );
}

import type { IDisclosure } from '@jupyter-eventlog/core';
import React from 'react';
import { facts, fieldFacts } from './facts';
import type { IKind } from './kinds';
import type { IOperator } from './operator';
import type { IWords } from './words';

/** Everything that is disclosed about one kind of activity. */
export function DisclosureFacts({
  kind,
  operator,
  words
}: {
  kind: IKind;
  operator: IOperator;
  words: IWords;
}): JSX.Element {
  return (
    <>
      <FieldTable disclosure={kind.disclosure} words={words} />
      <dl className="jp-EventLog-facts">
        {facts(kind, operator.name, words).map(({ term, lines }) => (
          <Fact key={term} term={term}>
            {lines.length === 1 ? (
              lines[0]
            ) : (
              <ul>
                {lines.map(line => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
          </Fact>
        ))}
      </dl>
    </>
  );
}

/** A term and what is said about it. */
export function Fact({
  term,
  children
}: {
  term: React.ReactNode;
  children: React.ReactNode;
}): JSX.Element {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

// The roles are written out because the narrow layout changes `display`, and
// with it the meaning that a table has by itself.
function FieldTable({
  disclosure,
  words
}: {
  disclosure: IDisclosure;
  words: IWords;
}): JSX.Element {
  return (
    <table className="jp-EventLog-fields" role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">{words.say('card.recorded')}</th>
          <th role="columnheader">{words.say('card.how')}</th>
          <th role="columnheader">{words.say('card.what')}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {fieldFacts(disclosure, words).map(
          ({ path, name, description, how, what }) => (
            <tr role="row" key={`${path} ${how}`}>
              <th role="rowheader" scope="row">
                {name}
                {description && (
                  <span className="jp-EventLog-description">{description}</span>
                )}
              </th>
              <td role="cell">{how}</td>
              <td role="cell">{what}</td>
            </tr>
          )
        )}
      </tbody>
    </table>
  );
}

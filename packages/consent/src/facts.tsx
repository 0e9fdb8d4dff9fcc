import type { IDisclosure } from '@jupyter-eventlog/core';
import React from 'react';
import { categoryWords, retentionWords, transformWords } from './catalogue';
import type { IWords } from './words';

/** Everything that is disclosed about one kind of activity. */
export function DisclosureFacts({
  disclosure,
  words
}: {
  disclosure: IDisclosure;
  words: IWords;
}): JSX.Element {
  const { trans } = words;
  const { removed, versions, sample, schema_id } = disclosure;
  return (
    <>
      <FieldTable disclosure={disclosure} words={words} />
      <dl className="jp-EventLog-facts">
        {removed.length > 0 && (
          <Fact term={trans.__('Never recorded')}>{removed.join(', ')}</Fact>
        )}
        <Fact term={trans.__('Goes to')}>
          <Destinations disclosure={disclosure} words={words} />
        </Fact>
        <Fact term={trans.__('Kept')}>
          {retentionWords(disclosure.retention, words)}
        </Fact>
        <Fact term={trans.__('Who it is about')}>
          {identityWords(disclosure, words)}
        </Fact>
        {sample < 1 && (
          <Fact term={trans.__('How often')}>
            {trans.__('%1 % of all sessions', Math.round(sample * 1000) / 10)}
          </Fact>
        )}
        <Fact term={trans.__('Technical name and version')}>
          <code>{schema_id}</code> {versions.join(', ')}
        </Fact>
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
  const { trans } = words;
  const how = trans.__('How');
  return (
    <table className="jp-EventLog-fields" role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">{trans.__('Recorded')}</th>
          <th role="columnheader">{how}</th>
          <th role="columnheader">{trans.__('What it is')}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {disclosure.fields.map(field => (
          <tr role="row" key={field.path}>
            <th role="rowheader" scope="row">
              {field.title || field.path}
              {field.description && (
                <span className="jp-EventLog-description">
                  {field.description}
                </span>
              )}
            </th>
            <td role="cell">{transformWords(field.transform, words)}</td>
            <td role="cell">
              {field.categories
                .map(category => categoryWords(category, words))
                .join(', ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Destinations({
  disclosure,
  words
}: {
  disclosure: IDisclosure;
  words: IWords;
}): JSX.Element {
  return (
    <ul>
      {disclosure.destinations.map(to => (
        <li key={to.name}>{destinationWords(to, words)}</li>
      ))}
    </ul>
  );
}

function destinationWords(
  to: IDisclosure['destinations'][number],
  { trans }: IWords
): string {
  const where = to.country
    ? `${to.destination} (${to.country})`
    : to.destination;
  const run = to.run_by ? trans.__('%1, run by %2', where, to.run_by) : where;
  if (to.unknown) {
    return trans.__('↗ %1: the operator has not said where it goes', run);
  }
  return to.third_party ? trans.__('↗ %1, a third party', run) : run;
}

function identityWords({ user }: IDisclosure, { trans }: IWords): string {
  switch (user) {
    case 'keep':
      return trans.__('your name is recorded');
    case 'hash':
      return trans.__('a code in place of your name');
    default:
      return trans.__('neither your name nor a code for it is recorded');
  }
}

import React, { useId, useState } from 'react';
import { AlwaysRecorded } from './always';
import { WhatChanged } from './changedView';
import { Elsewhere } from './elsewhere';
import type { FilterName } from './finding';
import { FILTERS, MANY_KINDS, found } from './finding';
import { groupsOf } from './groups';
import type { IKind } from './kinds';
import { isRequired } from './kinds';
import type { ConsentModel } from './model';
import { operatorOf } from './operator';
import { PurposeGroup } from './purposeView';

/** What can be switched, and what cannot; where it is much, with a search. */
export function Choices({
  model
}: {
  model: ConsentModel;
}): JSX.Element | null {
  const { kinds, policy, words } = model;
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<FilterName>('all');
  if (policy === null) {
    return null;
  }
  const isMany = kinds.length > MANY_KINDS;
  const isSearching = isMany && (text.trim() !== '' || filter !== 'all');
  const shown = isSearching ? found(kinds, text, filter, words) : kinds;
  return (
    <>
      {isMany && (
        <Search
          text={text}
          filter={filter}
          operator={operatorOf(policy, words).inline}
          model={model}
          onText={setText}
          onFilter={setFilter}
        />
      )}
      {isMany && (
        <p role="status" className="jp-EventLog-small">
          {isSearching && words.count('choices.found', shown.length)}
        </p>
      )}
      <Groups kinds={shown} isSearching={isSearching} model={model} />
      <WhatChanged kinds={kinds} words={words} />
      <Elsewhere schemas={policy.not_collected ?? []} words={words} />
    </>
  );
}

function Groups({
  kinds,
  isSearching,
  model
}: {
  kinds: readonly IKind[];
  isSearching: boolean;
  model: ConsentModel;
}): JSX.Element {
  const { policy, words } = model;
  const always = kinds.filter(isRequired);
  const choices = kinds.filter(kind => !isRequired(kind));
  const isShort = model.kinds.length <= MANY_KINDS;
  return (
    <>
      {groupsOf(choices, words).map(group => (
        <PurposeGroup
          // A search opens what it finds, its end brings back what was there.
          key={`${group.id ?? ''} ${isSearching}`}
          group={group}
          isOpen={
            isShort ||
            isSearching ||
            group.kinds.some(({ status }) => status === 'changed')
          }
          isPart={isSearching}
          model={model}
        />
      ))}
      {policy && always.length > 0 && (
        <AlwaysRecorded kinds={always} policy={policy} model={model} />
      )}
    </>
  );
}

function Search({
  text,
  filter,
  operator,
  model,
  onText,
  onFilter
}: {
  text: string;
  filter: FilterName;
  operator: string;
  model: ConsentModel;
  onText: (text: string) => void;
  onFilter: (filter: FilterName) => void;
}): JSX.Element {
  const { words } = model;
  const [search, select] = [useId(), useId()];
  return (
    <div className="jp-EventLog-search" role="search">
      <label htmlFor={search}>{words.say('choices.search')}</label>
      <input
        id={search}
        type="search"
        value={text}
        onChange={event => onText(event.target.value)}
      />
      <label htmlFor={select}>{words.say('choices.filter')}</label>
      <select
        id={select}
        value={filter}
        onChange={event => onFilter(event.target.value as FilterName)}
      >
        {FILTERS.map(name => (
          <option key={name} value={name}>
            {words.say(`choices.filter.${name}`, operator)}
          </option>
        ))}
      </select>
    </div>
  );
}

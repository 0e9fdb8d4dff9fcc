import React, { useId } from 'react';
import type { IOutside } from './leaving';
import { leavingWords, outsideOf } from './leaving';
import type { ConsentModel } from './model';
import { operatorOf } from './operator';
import { Switch } from './switch';

/** The mark of what leaves the operator: border, arrow and words, and a switch for each place. */
export function Leaving({
  model
}: {
  model: ConsentModel;
}): JSX.Element | null {
  const { kinds, policy, words } = model;
  if (policy === null) {
    return null;
  }
  const operator = operatorOf(policy, words);
  const lines = leavingWords(kinds, operator, words);
  const places = outsideOf(kinds, operator, words);
  // One place that the sentence names needs no line of its own.
  const isOne = lines.length === 1 && places.length === 1 && places[0].on;
  return lines.length + places.length === 0 ? null : (
    <div className="jp-EventLog-leaving">
      {!isOne && lines.map(line => <p key={line}>{line}</p>)}
      {places.map(place => (
        <Place
          key={place.name}
          place={place}
          text={isOne ? lines[0] : place.unknown ? place.line : undefined}
          model={model}
        />
      ))}
    </div>
  );
}

/** A place outside the operator: it gets what is on above only while it is on too. */
function Place({
  place,
  text,
  model
}: {
  place: IOutside;
  text: string | undefined;
  model: ConsentModel;
}): JSX.Element {
  const { name, title, on } = place;
  const description = useId();
  return (
    <div className="jp-EventLog-outside">
      <span id={description}>{text ?? `↗ ${title}`}</span>
      <Switch
        label={title}
        describedBy={description}
        on={on}
        pending={model.isDestinationPending(name)}
        words={model.words}
        onToggle={to => void model.setDestination(name, to, 'panel')}
      />
    </div>
  );
}

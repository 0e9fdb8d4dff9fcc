import React, { useId, useState } from 'react';
import { KindCard } from './card';
import { Chevron } from './chevron';
import type { IGroup } from './groups';
import type { ConsentModel } from './model';
import { Radios } from './radios';

/** A purpose: what it is for, all its kinds at once, and each by itself. */
export function PurposeGroup({
  group,
  isOpen: isOpenAtFirst,
  isPart,
  model
}: {
  group: IGroup;
  isOpen: boolean;

  /** Whether only some of its kinds are in sight: then each answers for itself. */
  isPart: boolean;
  model: ConsentModel;
}): JSX.Element {
  const { id, title, why, kinds, state, summary } = group;
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const [body, count] = [useId(), useId()];
  const { words } = model;
  return (
    <section className="jp-EventLog-purpose">
      <div className="jp-EventLog-purposeHeader">
        <h3>
          <button
            type="button"
            className="jp-EventLog-expander"
            aria-expanded={isOpen}
            aria-controls={body}
            onClick={() => setOpen(!isOpen)}
          >
            <Chevron />
            <span>{title}</span>
          </button>
        </h3>
        {id !== null && !isPart && (
          <Radios
            label={title}
            describedBy={count}
            state={state}
            pending={kinds.some(one => model.isPending(one.id))}
            words={words}
            onChoose={on => void model.setPurpose(id, on, 'panel')}
          />
        )}
      </div>
      <p id={count} className="jp-EventLog-small">
        {summary}
      </p>
      <div id={body} hidden={!isOpen}>
        {isOpen && (
          <>
            {why && <p>{why}</p>}
            {id !== null && (
              <p className="jp-EventLog-small">{words.say('purpose.covers')}</p>
            )}
            {kinds.map(kind => (
              <KindCard key={kind.id} kind={kind} model={model} />
            ))}
          </>
        )}
      </div>
    </section>
  );
}

import React, { useEffect, useId, useRef, useState } from 'react';
import type { IChoice, IErased, IOutlook } from './data';
import { reachWords } from './data';
import type { DataModel } from './dataModel';
import { shortly } from './dataView';
import type { ConsentModel } from './model';
import { operatorOf } from './operator';
import { plain } from './messages';
import type { IWords } from './words';

/**
 * What deleting reaches and what it does not, before anything is deleted. Focus
 * begins on Cancel, and Escape is the same.
 */
export function DeleteDialog({
  data,
  model,
  onExport,
  onDone
}: {
  data: DataModel;
  model: ConsentModel;
  onExport: () => Promise<void>;
  onDone: (said: string) => void;
}): JSX.Element {
  const { kinds, policy, words } = model;
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const [choice, setChoice] = useState<IChoice>({});
  const [outlook, setOutlook] = useState<IOutlook | null>(null);
  const [alsoOff, setAlsoOff] = useState(false);
  const [said, setSaid] = useState('');
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('[data-cancel]')?.focus();
    return () => {
      if (opener instanceof HTMLElement) {
        opener.focus();
      }
    };
  }, []);
  useEffect(() => {
    let isCurrent = true;
    setOutlook(null);
    data.source.outlook(choice).then(
      found => isCurrent && setOutlook(found),
      () => isCurrent && setSaid(words.say('data.silent'))
    );
    return () => {
      isCurrent = false;
    };
  }, [choice]);
  const erase = async (): Promise<void> => {
    setBusy(true);
    setSaid(words.say('data.deleting'));
    try {
      if (alsoOff) {
        await model.turnOff('panel');
      }
      onDone(resultWords(await data.source.erase(choice), model));
    } catch (error) {
      console.warn('The records could not be deleted.', error);
      setSaid(words.say('data.not-deleted'));
      setBusy(false);
    }
  };
  const total = outlook?.total ?? 0;
  const isOn = model.headline.actions.includes('off');
  return (
    <dialog
      ref={dialog}
      className="jp-EventLog-dialog"
      aria-labelledby={heading}
      onCancel={() => onDone('')}
    >
      <h2 id={heading}>{titleOf(outlook, words)}</h2>
      <ChoiceFields model={model} onChoice={setChoice} />
      {outlook && policy && (
        <ul>
          {reachWords(
            outlook.reach,
            kinds,
            operatorOf(policy, words),
            words
          ).map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <p>{words.say('data.delete.stays')}</p>
      {isOn ? (
        <p>
          <label className="jp-EventLog-checkbox">
            <input
              type="checkbox"
              checked={alsoOff}
              onChange={event => setAlsoOff(event.target.checked)}
            />
            {words.say('data.delete.off')}
          </label>
        </p>
      ) : (
        <p>{words.say('data.delete.recording')}</p>
      )}
      <p>{words.say('data.delete.final')}</p>
      <p role="status">{said}</p>
      <div className="jp-EventLog-actions">
        <button
          type="button"
          data-cancel
          className="jp-EventLog-button"
          onClick={() => onDone('')}
        >
          {words.say('data.cancel')}
        </button>
        <button
          type="button"
          className="jp-EventLog-button"
          onClick={() => void onExport()}
        >
          {words.say('data.export-first')}
        </button>
        <button
          type="button"
          className="jp-EventLog-button"
          disabled={total === 0 || isBusy}
          onClick={() => void erase()}
        >
          {words.count('data.delete.now', total)}
        </button>
      </div>
    </dialog>
  );
}

/** Which records: a kind and a time, or all. */
function ChoiceFields({
  model,
  onChoice
}: {
  model: ConsentModel;
  onChoice: (choice: IChoice) => void;
}): JSX.Element {
  const { kinds, words } = model;
  const id = useId();
  const [fields, setFields] = useState({ kind: '', since: '', until: '' });
  const change = (more: Partial<typeof fields>): void => {
    const next = { ...fields, ...more };
    setFields(next);
    onChoice({
      ...(next.kind && { schema_id: next.kind }),
      ...(next.since && { since: startOf(next.since, 0) }),
      // The last day is meant as a whole.
      ...(next.until && { until: startOf(next.until, 1) })
    });
  };
  return (
    <div className="jp-EventLog-choice">
      <label htmlFor={`${id}-kind`}>{words.say('data.kind')}</label>
      <select
        id={`${id}-kind`}
        value={fields.kind}
        onChange={event => change({ kind: event.target.value })}
      >
        <option value="">{words.say('data.all-kinds')}</option>
        {kinds.map(kind => (
          <option key={kind.id} value={kind.id}>
            {plain(kind.disclosure.title)}
          </option>
        ))}
      </select>
      {(['since', 'until'] as const).map(name => (
        <React.Fragment key={name}>
          <label htmlFor={`${id}-${name}`}>{words.say(`data.${name}`)}</label>
          <input
            id={`${id}-${name}`}
            type="date"
            value={fields[name]}
            onChange={event => change({ [name]: event.target.value })}
          />
        </React.Fragment>
      ))}
    </div>
  );
}

function titleOf(outlook: IOutlook | null, words: IWords): string {
  if (outlook === null) {
    return words.say('data.delete.counting');
  }
  return outlook.total === 0
    ? words.say('data.delete.nothing')
    : words.count('data.delete.title', outlook.total);
}

function resultWords(erased: IErased, model: ConsentModel): string {
  const { kinds, policy, words } = model;
  const { deleted, receipt, reach } = erased;
  const first = receipt
    ? words.count('data.deleted', deleted, shortly(receipt))
    : words.count('data.deleted.bare', deleted);
  const elsewhere = reach.filter(({ erasure }) => erasure !== 'deleted');
  return policy === null
    ? first
    : [
        first,
        ...reachWords(elsewhere, kinds, operatorOf(policy, words), words)
      ].join(' ');
}

/** The start of a day here, some days later, as the server reads times. */
function startOf(day: string, later: number): string {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

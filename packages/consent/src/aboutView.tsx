import type { JSONObject } from '@jupyter-eventlog/core';
import React, { useEffect, useState } from 'react';
import type { IRecordsSource } from './dataModel';
import type { MessageId } from './messages';
import { isMessage, plain } from './messages';
import type { ConsentModel } from './model';
import { operatorOf } from './operator';
import { Stated } from './operatorText';
import { jsonFile, save } from './save';
import type { IWords } from './words';

/** Who records, what one may ask of them, and what one said before. */
export function About({
  records,
  model,
  onData
}: {
  records: IRecordsSource;
  model: ConsentModel;

  /** Open My data, where copies and deletions are. */
  onData: () => void;
}): JSX.Element | null {
  const { policy, words } = model;
  if (policy === null) {
    return null;
  }
  const operator = operatorOf(policy, words);
  const said = policy.operator ?? {};
  const unsaid = words.say('about.unsaid', operator.name);
  const rows: [MessageId, string | undefined][] = [
    ['about.name', operator.name],
    ['about.address', said.address],
    ['about.contact', operator.contact ?? undefined],
    ['about.dpo', said.dpo],
    ['about.authority', said.authority],
    ['about.country', said.country],
    ['about.notice', said.notice_url]
  ];
  return (
    <>
      <h3>{words.say('about.operator')}</h3>
      <p className="jp-EventLog-small">
        {words.say(
          'answers.stated.legend',
          operator.self ? words.say('operator.self.stated') : operator.name
        )}
      </p>
      <dl className="jp-EventLog-about">
        {rows.map(([id, text]) => (
          <React.Fragment key={id}>
            <dt>{words.say(id)}</dt>
            <dd>
              {id === 'about.notice' && !text && policy.notice ? (
                <Stated text={policy.notice} words={words} />
              ) : (
                plain(text || unsaid)
              )}
            </dd>
          </React.Fragment>
        ))}
      </dl>
      <h3>{words.say('about.rights')}</h3>
      <ul>
        {RIGHTS.map(id => (
          <li key={id}>
            <button
              type="button"
              className="jp-EventLog-button"
              onClick={onData}
            >
              {words.say(id)}
            </button>
          </li>
        ))}
        <li>{words.say('about.right.object', operator.contact ?? unsaid)}</li>
        <li>{words.say('about.right.complain', said.authority ?? unsaid)}</li>
      </ul>
      <h3>{words.say('about.history')}</h3>
      <History records={records} words={words} revision={model.feedback} />
      <h3>{words.say('about.versions')}</h3>
      <dl className="jp-EventLog-about">
        <dt>{words.say('about.version.policy')}</dt>
        <dd>{plain(policy.digest.slice(0, 12))}</dd>
      </dl>
    </>
  );
}

/** What My data has a control for. */
const RIGHTS = [
  'about.right.see',
  'about.right.take',
  'about.right.delete'
] as const;

/** Every decision, newest first, with the words that were read. */
function History({
  records,
  words,
  revision
}: {
  records: IRecordsSource;
  words: IWords;
  revision: string;
}): JSX.Element {
  const [receipts, setReceipts] = useState<
    readonly JSONObject[] | 'silent' | null
  >(null);
  useEffect(() => {
    let isCurrent = true;
    records.receipts().then(
      found => isCurrent && setReceipts([...found].reverse()),
      () => isCurrent && setReceipts('silent')
    );
    return () => {
      isCurrent = false;
    };
  }, [records, revision]);
  if (receipts === null || receipts === 'silent' || receipts.length === 0) {
    const id =
      receipts === 'silent' ? 'about.history.silent' : 'about.history.none';
    return <p>{receipts === null ? '' : words.say(id)}</p>;
  }
  return (
    <>
      <ol className="jp-EventLog-requests">
        {receipts.map(one => (
          <li key={String(one.id)}>
            {decisionWords(one, words)}
            <details>
              <summary>{words.say('about.receipt')}</summary>
              <pre tabIndex={0} lang={String(one.language)}>
                {String(one.readable)}
              </pre>
            </details>
          </li>
        ))}
      </ol>
      <button
        type="button"
        className="jp-EventLog-button"
        onClick={() => save(jsonFile(receipts), 'eventlog-receipts.json')}
      >
        {words.say('about.save')}
      </button>
    </>
  );
}

function decisionWords(one: JSONObject, words: IWords): string {
  const day = words.day(String(one.time));
  const answer = `about.answer.${String(one.answer)}`;
  const surface = `receipt.surface.${String(one.surface)}`;
  return words.say(
    'about.decision',
    day,
    isMessage(answer) ? words.say(answer) : String(one.answer),
    isMessage(surface) ? words.say(surface) : String(one.surface)
  );
}

import { UseSignal } from '@jupyterlab/ui-components';
import React, { useEffect, useState } from 'react';
import { dataWords } from './data';
import type { DataModel } from './dataModel';
import { DayPlot } from './dayPlot';
import { DeleteDialog } from './deleteDialog';
import { LiveRecord } from './liveRecord';
import { LiveTable } from './liveTable';
import { rowOf } from './live';
import { Filter } from './liveView';
import { filtered } from './liveWords';
import type { ConsentModel } from './model';
import { jsonFile, save } from './save';

/** What is kept about the person: to look at, to take away and to delete. */
export function MyData({
  data,
  model
}: {
  data: DataModel;
  model: ConsentModel;
}): JSX.Element {
  const { isLite, waiting, words } = model;
  useEffect(() => {
    if (!isLite) {
      void data.load();
    }
  }, [data, isLite]);
  if (isLite) {
    return <p>{words.count('data.lite', waiting)}</p>;
  }
  return (
    <UseSignal signal={data.changed}>
      {() => <Content data={data} model={model} />}
    </UseSignal>
  );
}

function Content({
  data,
  model
}: {
  data: DataModel;
  model: ConsentModel;
}): JSX.Element {
  const { kinds, words } = model;
  const { state } = data;
  const [said, setSaid] = useState('');
  const [isExporting, setExporting] = useState(false);
  const [isDeleting, setDeleting] = useState(false);
  const download = async (): Promise<void> => {
    setExporting(true);
    try {
      const bytes = (size: number): string => words.number(size);
      const archive = await data.source.export({}, size =>
        setSaid(words.say('data.exporting', bytes(size)))
      );
      save(archive, 'eventlog-records.zip');
      setSaid(words.say('data.exported', bytes(archive.size)));
    } catch (error) {
      console.warn('The export failed.', error);
      setSaid(words.say('data.not-exported'));
    }
    setExporting(false);
  };
  return (
    <>
      {dataWords(state, kinds, words).map(line => (
        <p key={line}>{line}</p>
      ))}
      {typeof state !== 'string' && (
        <>
          <div className="jp-EventLog-actions">
            <button
              type="button"
              className="jp-EventLog-button"
              disabled={isExporting}
              onClick={() => void download()}
            >
              {words.say('data.export')}
            </button>
            <button
              type="button"
              className="jp-EventLog-button"
              onClick={() => setDeleting(true)}
            >
              {words.say('data.delete')}
            </button>
          </div>
          {isExporting && <progress aria-label={words.say('data.export')} />}
        </>
      )}
      <p role="status" className="jp-EventLog-small">
        {said}
      </p>
      {typeof state !== 'string' && state.page.total > 0 && (
        <>
          <DayPlot outlook={state.outlook} kinds={kinds} words={words} />
          <List data={data} model={model} />
        </>
      )}
      <Requests data={data} model={model} />
      {isDeleting && (
        <DeleteDialog
          data={data}
          model={model}
          onExport={download}
          onDone={text => {
            setDeleting(false);
            if (text) {
              setSaid(text);
              void data.load();
            }
          }}
        />
      )}
    </>
  );
}

function List({
  data,
  model
}: {
  data: DataModel;
  model: ConsentModel;
}): JSX.Element {
  const { kinds, words } = model;
  const [opened, setOpened] = useState<string | null>(null);
  const [text, setText] = useState('');
  const listed = [...data.listed].reverse().map(one => rowOf(one));
  const rows = filtered(listed, text, kinds, words);
  const row = rows.find(({ id }) => id === opened);
  return (
    <>
      <h3>{words.say('data.list')}</h3>
      <Filter text={text} label={words.say('live.filter')} onText={setText} />
      <LiveTable
        rows={rows}
        opened={opened}
        kinds={kinds}
        words={words}
        empty={words.say('live.none')}
        withDay
        onOpen={setOpened}
        onHold={() => undefined}
      />
      {data.hasMore && (
        <button
          type="button"
          className="jp-EventLog-button"
          onClick={() => void data.more()}
        >
          {words.say('data.more')}
        </button>
      )}
      {row && (
        <LiveRecord
          row={row}
          kinds={kinds}
          words={words}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

/** What was deleted before, with its receipts. */
function Requests({
  data,
  model
}: {
  data: DataModel;
  model: ConsentModel;
}): JSX.Element | null {
  const { words } = model;
  const erasures =
    typeof data.state === 'string' ? [] : data.state.page.erasures;
  return erasures.length === 0 ? null : (
    <>
      <h3>{words.say('data.requests')}</h3>
      <ul className="jp-EventLog-requests">
        {erasures.map(one => (
          <li key={one.receipt}>
            {words.count(
              'data.request',
              one.deleted,
              one.time ? words.day(one.time) : '',
              shortly(one.receipt)
            )}{' '}
            <button
              type="button"
              className="jp-EventLog-button"
              onClick={() =>
                save(jsonFile(one), `${shortly(one.receipt)}.json`)
              }
            >
              {words.say('data.save')}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The beginning of a receipt's name, enough to tell it from others. */
export function shortly(receipt: string | null): string {
  return receipt?.slice(0, 8) ?? '';
}

import { UseSignal } from '@jupyterlab/ui-components';
import React, { useEffect, useId, useState } from 'react';
import { isRecorded } from './kinds';
import type { IRow, LiveRows } from './live';
import type { LiveModel } from './liveModel';
import { filtered } from './liveWords';
import { LiveRecord } from './liveRecord';
import { LiveTable } from './liveTable';
import type { ConsentModel } from './model';
import type { IWords } from './words';

/** What is recorded, or would be, while it happens. */
export function Live({
  live,
  model
}: {
  live: LiveModel;
  model: ConsentModel;
}): JSX.Element {
  useEffect(() => {
    const looking = live.open();
    return () => looking.dispose();
  }, [live]);
  return (
    <>
      <Banner model={model} />
      <UseSignal signal={live.rows.changed}>
        {() => <Rows live={live} model={model} />}
      </UseSignal>
    </>
  );
}

function Rows({
  live,
  model
}: {
  live: LiveModel;
  model: ConsentModel;
}): JSX.Element {
  const { kinds, words } = model;
  const { rows, traffic } = live;
  const [text, setText] = useState('');
  const [opened, setOpened] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const shown = filtered(rows.shown, text, kinds, words);
  const row = rows.shown.find(({ id }) => id === opened);
  const copy = async (some: readonly IRow[]): Promise<void> => {
    setSaid(
      await copied(some).then(
        () => words.count('live.copied', some.length),
        () => words.say('live.not-copied')
      )
    );
  };
  return (
    <>
      <p>
        <span aria-hidden="true">✓ </span>
        <span className="jp-EventLog-hidden">
          {words.say('answers.checked')}{' '}
        </span>
        {words.count(
          'live.traffic',
          traffic.requests,
          words.number(traffic.bytes)
        )}
      </p>
      <p className="jp-EventLog-small">{words.say(COVERAGE[live.coverage])}</p>
      <div className="jp-EventLog-actions">
        <button
          type="button"
          className="jp-EventLog-button"
          aria-pressed={rows.isFrozen}
          onClick={() => rows.freeze(!rows.isFrozen)}
        >
          {words.say('live.freeze')}
        </button>
        <button
          type="button"
          className="jp-EventLog-button"
          onClick={() => void copy(shown)}
        >
          {words.say('live.copy-all')}
        </button>
      </div>
      <Filter text={text} label={words.say('live.filter')} onText={setText} />
      <Announce rows={rows} words={words} onSay={setSaid} />
      <p role="status" className="jp-EventLog-small">
        {said}
      </p>
      {rows.unseen > 0 && (
        <p className="jp-EventLog-small">
          {words.count('live.unseen', rows.unseen)}
        </p>
      )}
      <LiveTable
        rows={shown}
        opened={opened}
        kinds={kinds}
        words={words}
        empty={words.say(rows.shown.length > 0 ? 'live.none' : 'live.empty')}
        onOpen={setOpened}
        onHold={held => rows.hold(held)}
      />
      {row && (
        <LiveRecord
          row={row}
          kinds={kinds}
          words={words}
          onCopy={() => void copy([row])}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

/** Says how many came, now and then and only to those who ask for it. */
function Announce({
  rows,
  words,
  onSay
}: {
  rows: LiveRows;
  words: IWords;
  onSay: (text: string) => void;
}): JSX.Element {
  const [isOn, setOn] = useState(false);
  useEffect(() => {
    if (!isOn) {
      return undefined;
    }
    let told = rows.all;
    const timer = setInterval(() => {
      if (rows.all > told) {
        onSay(words.count('live.unseen', rows.all - told));
        told = rows.all;
      }
    }, ANNOUNCED);
    return () => clearInterval(timer);
  }, [isOn, rows]);
  return (
    <p>
      <label className="jp-EventLog-checkbox">
        <input
          type="checkbox"
          checked={isOn}
          onChange={event => setOn(event.target.checked)}
        />
        {words.say('live.announce')}
      </label>
    </p>
  );
}

/** New rows are announced no more often than this, in milliseconds. */
const ANNOUNCED = 5_000;

const COVERAGE = {
  everywhere: 'live.coverage',
  here: 'live.coverage.here',
  silent: 'live.coverage.silent'
} as const;

/** Whether what follows is real, all of it or a part. */
function Banner({ model }: { model: ConsentModel }): JSX.Element | null {
  const { headline, kinds, words } = model;
  const isPaused = headline.name.startsWith('paused');
  const real = kinds.filter(
    kind => isRecorded(kind) && (!isPaused || kind.status === 'always')
  );
  if (real.length === kinds.length && kinds.length > 0) {
    return null;
  }
  const id =
    kinds.length === 0
      ? 'live.banner.nothing'
      : real.length === 0
        ? 'live.banner'
        : 'live.banner.part';
  return <p className="jp-EventLog-banner">{words.say(id)}</p>;
}

/** A field that narrows a list. */
export function Filter({
  text,
  label,
  onText
}: {
  text: string;
  label: string;
  onText: (text: string) => void;
}): JSX.Element {
  const id = useId();
  return (
    <p className="jp-EventLog-filter">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="search"
        value={text}
        onChange={event => onText(event.target.value)}
      />
    </p>
  );
}

async function copied(rows: readonly IRow[]): Promise<void> {
  await navigator.clipboard.writeText(
    rows.map(({ record }) => JSON.stringify(record)).join('\n')
  );
}

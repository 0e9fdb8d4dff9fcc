import React, { useId, useState } from 'react';
import { Chevron } from './chevron';
import { DisclosureFacts } from './factsView';
import type { IKind } from './kinds';
import type { ConsentModel } from './model';
import { operatorOf } from './operator';
import { Switch } from './switch';

/** One kind of activity: its switch, and on demand everything about it. */
export function KindCard({
  kind,
  model
}: {
  kind: IKind;
  model: ConsentModel;
}): JSX.Element {
  const { policy, words } = model;
  const { title, description } = kind.disclosure;
  const summary = useId();
  const open = kind.status === 'changed';
  return (
    <Expandable
      title={title}
      open={open}
      control={
        <Switch
          label={title}
          describedBy={summary}
          on={kind.status === 'on'}
          pending={model.isPending(kind.id)}
          words={words}
          onToggle={on => void model.set(kind.id, on, 'panel')}
        />
      }
      summary={
        <p id={summary} className="jp-EventLog-summary">
          {description}
        </p>
      }
    >
      {policy && (
        <DisclosureFacts
          kind={kind}
          operator={operatorOf(policy, words)}
          words={words}
        />
      )}
    </Expandable>
  );
}

/** A heading that opens what stands beneath it. */
export function Expandable({
  title,
  control,
  summary,
  open = false,
  children
}: {
  title: string;
  control?: React.ReactNode;
  summary: React.ReactNode;
  open?: boolean;
  children: React.ReactNode;
}): JSX.Element {
  const [isOpen, setOpen] = useState(open);
  const body = useId();
  return (
    <section className="jp-EventLog-card">
      <div className="jp-EventLog-cardHeader">
        <h4>
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
        </h4>
        {control}
      </div>
      {summary}
      <div id={body} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </section>
  );
}

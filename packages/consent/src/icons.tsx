import { LabIcon } from '@jupyterlab/ui-components';
import React from 'react';
import type { StateName } from './headline';
import type { Shape } from './indicator';
import { SHAPES } from './indicator';

/** The panel's own icon: a list that an eye reads. */
export const eventlogIcon = new LabIcon({
  name: 'eventlog:panel',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <g class="jp-icon3" fill="#616161">
    <path d="M3 4h18v2H3zM3 8.5h8v2H3zM3 13h5v2H3zM3 17.5h5v2H3z"/>
    <path d="M15.5 10.5c-3.3 0-5.9 2-7 4.9 1.1 2.9 3.7 4.9 7 4.9s5.9-2 7-4.9c-1.1-2.9-3.7-4.9-7-4.9zm0 8.1a3.2 3.2 0 1 1 0-6.4 3.2 3.2 0 0 1 0 6.4z"/>
    <circle cx="15.5" cy="15.4" r="1.6"/>
  </g>
</svg>`
});

const PATHS: Record<Shape, JSX.Element> = {
  off: <circle cx="8" cy="8" r="6" {...outline()} />,
  on: <circle cx="8" cy="8" r="7" fill="currentColor" />,
  partly: (
    <>
      <circle cx="8" cy="8" r="6" {...outline()} />
      <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
    </>
  ),
  asking: (
    <>
      <circle cx="8" cy="8" r="6.5" {...outline(1.5)} />
      <path d="M6 6.3a2 2 0 1 1 2.9 1.8c-.6.3-.9.6-.9 1.2" {...outline(1.5)} />
      <circle cx="8" cy="11.5" r="1" fill="currentColor" />
    </>
  ),
  paused: <path d="M5.5 2.5v11M10.5 2.5v11" {...outline(3)} />,
  always: (
    <>
      <rect x="3" y="7" width="10" height="7.5" rx="1" fill="currentColor" />
      <path d="M5 7V5a3 3 0 0 1 6 0v2" {...outline()} />
    </>
  ),
  problem: (
    <>
      <path d="M8 1.5 15 14.5H1z" strokeLinejoin="round" {...outline(1.5)} />
      <path d="M8 6v4" {...outline(1.5)} />
      <circle cx="8" cy="12" r="1" fill="currentColor" />
    </>
  )
};

/** The state as a shape, beside the words that say it. */
export function StateIcon({ name }: { name: StateName }): JSX.Element {
  return <Glyph>{PATHS[SHAPES[name]]}</Glyph>;
}

/** A shape by itself. */
export function ShapeIcon({ shape }: { shape: Shape }): JSX.Element {
  return <Glyph>{PATHS[shape]}</Glyph>;
}

/** The lock beside what cannot be turned off. */
export function LockIcon(): JSX.Element {
  return <Glyph>{PATHS.always}</Glyph>;
}

function Glyph({ children }: { children: React.ReactNode }): JSX.Element {
  return (
    <svg
      className="jp-EventLog-glyph"
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

function outline(
  width = 2
): Pick<React.SVGAttributes<SVGElement>, 'fill' | 'stroke' | 'strokeWidth'> {
  return { fill: 'none', stroke: 'currentColor', strokeWidth: width };
}

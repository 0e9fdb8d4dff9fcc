import React from 'react';

/** Points at what is closed, and down at what is open. */
export function Chevron(): JSX.Element {
  return (
    <svg
      className="jp-EventLog-chevron"
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
    >
      <path
        d="M6 4l4 4-4 4"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
      />
    </svg>
  );
}

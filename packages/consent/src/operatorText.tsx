import type { OperatorText } from '@jupyter-eventlog/core';
import React from 'react';
import type { IWords } from './words';

/** What an operator wrote, marked where it is in another language. */
export function Stated({
  text,
  words
}: {
  text: OperatorText | null | undefined;
  words: IWords;
}): JSX.Element {
  return <span lang={words.languageOf(text)}>{words.operatorText(text)}</span>;
}

/* eslint-disable */
// Made by jupyter-eventlog-schemas of https://riverside.example/schemas/note-pinned: change the schema.
import type { ISchemaOf } from '@jupyter-eventlog/core';

/**
 * Notes you pin: Each time you pin a note to the board.
 */
export type NotePinned = {
  /**
   * Colour: The colour of the note.
   *
   * Categories: interaction.
   */
  readonly colour: 'yellow' | 'blue';
  /**
   * Text: What is written on the note.
   *
   * Categories: user-content.
   */
  readonly text: string;
};

/** Names the schema of these events. */
export const NOTE_PINNED: ISchemaOf<NotePinned> = {
  schema_id: 'https://riverside.example/schemas/note-pinned',
  version: '1',
  check: () => import('./note-pinned.v1.check.js')
};

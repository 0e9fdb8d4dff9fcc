/* eslint-disable */
// Made by jupyter-eventlog-schemas of https://jupyter-eventlog.readthedocs.io/schemas/command-executed: change the schema.
import type { ISchemaOf } from '@jupyter-eventlog/core';

/**
 * Commands you run: Each command that you run from a menu, the palette, a button or a key, and each that it runs in turn.
 */
export type CommandExecuted = {
  /**
   * Command name: The name of the command that ran, as the application knows it.
   *
   * Categories: technical.
   */
  readonly command_id: string;
  /**
   * Started from: What the command was started from, as far as the application tells.
   *
   * Categories: interaction.
   */
  readonly trigger:
    | 'keyboard'
    | 'menu'
    | 'context-menu'
    | 'palette'
    | 'launcher'
    | 'toolbar'
    | 'unknown';
  /**
   * Result: Whether the command ended or failed.
   *
   * Categories: technical.
   */
  readonly outcome: 'succeeded' | 'failed';
};

/** Names the schema of these events. */
export const COMMAND_EXECUTED: ISchemaOf<CommandExecuted> = {
  schema_id: 'https://jupyter-eventlog.readthedocs.io/schemas/command-executed',
  version: '1',
  check: () => import('./command-executed.v1.check.js')
};

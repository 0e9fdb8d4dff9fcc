// Made by scripts/generate.mjs from schema/events: change those files.
import type { JSONObject } from '@jupyter-eventlog/core';

export const SCHEMAS: readonly JSONObject[] = [
  {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://jupyter-eventlog.readthedocs.io/schemas/checkpoint',
    version: '1',
    title: 'Signed states of a journal',
    description:
      'How far the chain of a journal had come at a moment, signed, so that a cut end or a chain made anew shows.',
    'personal-data': false,
    purpose:
      "to show that no record was changed or taken away behind everybody's back",
    owner: 'Jupyter EventLog',
    type: 'object',
    properties: {
      journal: {
        title: 'Journal',
        description:
          'The name of the journal, which is the source of its capsules.',
        type: 'string',
        maxLength: 256,
        categories: ['unrestricted']
      },
      number: {
        title: 'Links',
        description: 'How many links its chain had.',
        type: 'integer',
        minimum: 0,
        categories: ['unrestricted']
      },
      link: {
        title: 'Newest link',
        description: 'The SHA-256 of its newest link, hexadecimal.',
        type: 'string',
        maxLength: 64,
        categories: ['unrestricted']
      },
      events: {
        title: 'Events',
        description: 'How many events the journal had ever stored.',
        type: 'integer',
        minimum: 0,
        categories: ['unrestricted']
      },
      time: {
        title: 'Time',
        description: 'When it was signed.',
        type: 'string',
        maxLength: 40,
        categories: ['unrestricted']
      },
      key: {
        title: 'Key',
        description:
          'The public key (Ed25519, base64) that the signature goes with.',
        type: 'string',
        maxLength: 64,
        categories: ['unrestricted']
      },
      signature: {
        title: 'Signature',
        description:
          'The Ed25519 signature, base64, of all of the above but the key.',
        type: 'string',
        maxLength: 128,
        categories: ['unrestricted']
      }
    },
    required: [
      'journal',
      'number',
      'link',
      'events',
      'time',
      'key',
      'signature'
    ],
    additionalProperties: false,
    examples: [
      {
        journal: 'urn:uuid:0b9d5c3e-8a58-4f0c-9d5c-6f6e4b1f7a10',
        number: 1204,
        link: '5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef',
        events: 31337,
        time: '2026-11-24T10:00:00.000000Z',
        key: '11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=',
        signature:
          '5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc+bRr0lv18FlbviRlUUFDjnoQCw=='
      }
    ]
  },
  {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://jupyter-eventlog.readthedocs.io/schemas/command-executed',
    version: '1',
    title: 'Commands you run',
    description:
      'Each command that you run from a menu, the palette, a button or a key, and each that it runs in turn.',
    'personal-data': true,
    purpose: 'to find commands that fail and commands that nobody uses',
    owner: 'Jupyter EventLog',
    type: 'object',
    properties: {
      command_id: {
        title: 'Command name',
        description:
          'The name of the command that ran, as the application knows it.',
        type: 'string',
        maxLength: 256,
        categories: ['technical']
      },
      trigger: {
        title: 'Started from',
        description:
          'What the command was started from, as far as the application tells.',
        enum: [
          'keyboard',
          'menu',
          'context-menu',
          'palette',
          'launcher',
          'toolbar',
          'unknown'
        ],
        categories: ['interaction']
      },
      outcome: {
        title: 'Result',
        description: 'Whether the command ended or failed.',
        enum: ['succeeded', 'failed'],
        categories: ['technical']
      }
    },
    required: ['command_id', 'trigger', 'outcome'],
    additionalProperties: false,
    examples: [
      {
        command_id: 'notebook:run-cell',
        trigger: 'keyboard',
        outcome: 'succeeded'
      }
    ]
  }
];

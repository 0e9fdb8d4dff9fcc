import { EntryReader } from './entryReader.js';
import { isObject, own } from './json.js';
import { nearest } from './nearest.js';
import { pageSinkMistakes } from './pageSinks.js';
import type { ISchemaPolicy } from './policy.js';
import { Policy } from './policy.js';
import { Reader, isBlank } from './reader.js';
import type { JSONObject } from './types.js';

const GLOBAL_KEYS = [
  'allowed_schemas',
  'audience',
  'consent_retention',
  'consent_valid_for',
  'contact',
  'context',
  'device_storage',
  'handlers',
  'hash_key',
  'hash_rotation',
  'mute_prompt',
  'notice',
  'operator',
  'purposes',
  'schema_base_url',
  'sinks',
  'subject_index',
  'upstream'
];
const OPERATOR_KEYS = [
  'address',
  'authority',
  'contact',
  'country',
  'dpo',
  'name',
  'notice_url'
];
const PURPOSE_KEYS = [
  'approval',
  'legal_basis',
  'seen_by',
  'short',
  'title',
  'used_to_assess',
  'why'
];
const SINK_KEYS = [
  'class',
  'country',
  'destination',
  'erasure',
  'public',
  'run_by',
  'runs_in',
  'third_party'
];
const ERASURE = ['here', 'on-request', 'no'];
const PLACES = ['server', 'page'];

/** More than these nobody tells apart. */
const MOST_PURPOSES = 6;

const CHOICES: [string, string[]][] = [
  ['audience', ['adults', 'minors']],
  [
    'context',
    ['personal', 'work', 'education', 'research', 'public-body', 'open']
  ]
];

/**
 * Read a policy. Never throws for what an operator wrote: every mistake is one
 * of the policy's errors.
 */
export function parsePolicy(config: JSONObject): Policy {
  const reader = new EntryReader();
  reader.knownKeys(config, GLOBAL_KEYS, '');
  reader.plain(config);
  readSettings(reader, config);
  const key = own(config, 'hash_key') ?? null;
  const hashKey = key === null ? null : readKey(reader, key);
  const schemas = new Map<string, ISchemaPolicy>();
  const kindsOff = new Map<string, string>();
  const allowed = readAllowed(reader, own(config, 'allowed_schemas') ?? {});
  for (const [schemaId, said] of allowed) {
    const entry = reader.entry(schemaId, said, own(config, 'purposes'));
    if (entry !== null) {
      schemas.set(schemaId, entry);
      const off = kindOff(entry, config);
      if (off !== null) {
        kindsOff.set(schemaId, off);
      }
    }
  }
  return new Policy(
    config,
    reader.errors,
    schemas,
    kindsOff,
    hashKey,
    warningsOf(config, schemas)
  );
}

/** Why one kind stays off although it is allowed, or null. */
function kindOff(entry: ISchemaPolicy, config: JSONObject): string | null {
  const where = `allowed_schemas["${entry.schemaId}"]`;
  if (entry.consent === 'required') {
    const missing = [
      ...(isBlank(entry.reason) ? ['reason'] : []),
      ...(isBlank(entry.legalBasis) ? ['legal_basis'] : [])
    ];
    if (missing.length > 0) {
      return `${where}: consent "required" needs ${missing.join(' and ')}; this kind stays off`;
    }
    return entry.legalBasis === 'consent'
      ? `${where}: consent "required" cannot rest on legal_basis "consent"; this kind stays off`
      : null;
  }
  return own(config, 'audience') === 'minors'
    ? `${where}: audience is "minors": only "required" kinds may be collected; this kind stays off`
    : null;
}

/** What an operator may say but hardly means. */
function warningsOf(
  config: JSONObject,
  schemas: ReadonlyMap<string, ISchemaPolicy>
): string[] {
  const purposes = own(config, 'purposes');
  const count = isObject(purposes) ? Object.keys(purposes).length : 0;
  const isMuted = own(config, 'mute_prompt') === true;
  return [
    ...(count > MOST_PURPOSES
      ? [
          `purposes: there are ${count}; more than ${MOST_PURPOSES} nobody tells apart`
        ]
      : []),
    ...[...schemas.values()]
      .filter(({ consent }) => isMuted && consent === 'opt-out')
      .map(
        ({ schemaId }) =>
          `allowed_schemas["${schemaId}"]: consent "opt-out" with mute_prompt: this will collect nothing until people open the panel`
      )
  ];
}

function readSettings(reader: Reader, config: JSONObject): void {
  for (const [key, choices] of CHOICES) {
    reader.choice(own(config, key), choices, key);
  }
  for (const key of [
    'consent_retention',
    'consent_valid_for',
    'hash_rotation'
  ]) {
    reader.duration(own(config, key), key);
  }
  for (const key of ['device_storage', 'mute_prompt', 'subject_index']) {
    reader.flag(own(config, key), key);
  }
  for (const key of ['schema_base_url', 'upstream']) {
    reader.url(own(config, key), key);
  }
  reader.text(own(config, 'contact'), 'contact');
  reader.words(own(config, 'notice'), 'notice');
  readOperator(reader, own(config, 'operator') ?? null);
  readPurposes(reader, reader.mapping(config, 'purposes', ''));
  readSinks(reader, reader.mapping(config, 'sinks', ''));
}

function readOperator(reader: Reader, operator: unknown): void {
  if (isObject(operator)) {
    reader.knownKeys(operator, OPERATOR_KEYS, 'operator: ');
    for (const [key, value] of Object.entries(operator)) {
      reader.text(value, `operator: ${key}`);
    }
  } else if (operator !== null && operator !== 'self' && operator !== '') {
    reader.errors.push('operator: must be an object or "self"');
  }
}

function readPurposes(reader: Reader, purposes: JSONObject): void {
  for (const [name, said] of Object.entries(purposes)) {
    const where = `purposes["${name}"]: `;
    if (!isObject(said)) {
      reader.errors.push(`${where}must be an object`);
      continue;
    }
    reader.knownKeys(said, PURPOSE_KEYS, where);
    for (const [key, value] of Object.entries(said)) {
      if (key !== 'legal_basis') {
        reader.words(value, where + key);
      }
    }
    reader.legalBasis(own(said, 'legal_basis'), `${where}legal_basis`);
  }
}

/**
 * What people are told of each destination; what else its class needs is the
 * class's own matter.
 */
function readSinks(reader: Reader, sinks: JSONObject): void {
  for (const [name, said] of Object.entries(sinks)) {
    const where = `sinks["${name}"]: `;
    if (!isObject(said)) {
      reader.errors.push(`${where}must be an object`);
      continue;
    }
    for (const key of Object.keys(said)) {
      // An option of the class, unless nearly a key on which promises rest.
      const hint = SINK_KEYS.includes(key) ? '' : nearest(key, SINK_KEYS, 0.8);
      if (hint) {
        reader.errors.push(`${where}unknown key "${key}"${hint}`);
      }
    }
    for (const key of ['class', 'country', 'destination', 'run_by']) {
      reader.text(own(said, key), where + key);
    }
    reader.flag(own(said, 'third_party'), `${where}third_party`);
    reader.choice(own(said, 'erasure'), ERASURE, `${where}erasure`);
    reader.choice(own(said, 'runs_in'), PLACES, `${where}runs_in`);
    reader.errors.push(
      ...pageSinkMistakes(said, SINK_KEYS).map(problem => where + problem)
    );
  }
}

function readKey(reader: Reader, key: unknown): Uint8Array | null {
  const digits = typeof key === 'string' ? key.replace(/\s/g, '') : 'none';
  if (!/^([0-9a-fA-F]{2})*$/.test(digits)) {
    reader.errors.push('hash_key: must be hexadecimal');
    return null;
  }
  return Uint8Array.from(digits.match(/../g) ?? [], pair => parseInt(pair, 16));
}

function readAllowed(reader: Reader, said: unknown): [string, unknown][] {
  if (Array.isArray(said)) {
    return said.map(schemaId => [String(schemaId), {}]);
  }
  if (!isObject(said)) {
    reader.errors.push(
      'allowed_schemas: must be an object or a list of schema ids'
    );
    return [];
  }
  return Object.entries(said);
}

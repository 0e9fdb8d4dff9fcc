import { EntryReader } from './entryReader.js';
import { isObject, own } from './json.js';
import type { ISchemaPolicy } from './policy.js';
import { LEGAL_BASES, Policy } from './policy.js';
import { Reader } from './reader.js';
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
  return new Policy(config, reader.errors, schemas, kindsOff, hashKey);
}

/** Why one kind stays off although it is allowed, or null. */
function kindOff(entry: ISchemaPolicy, config: JSONObject): string | null {
  const where = `allowed_schemas["${entry.schemaId}"]`;
  if (entry.consent === 'required') {
    const missing = [
      ...(entry.reason ? [] : ['reason']),
      ...(entry.legalBasis ? [] : ['legal_basis'])
    ];
    return missing.length > 0
      ? `${where}: consent "required" needs ${missing.join(' and ')}; this kind stays off`
      : null;
  }
  return own(config, 'audience') === 'minors'
    ? `${where}: audience is "minors": only "required" kinds may be collected; this kind stays off`
    : null;
}

function readSettings(reader: Reader, config: JSONObject): void {
  for (const [key, choices] of CHOICES) {
    reader.choice(own(config, key), choices, key);
  }
  for (const key of ['consent_retention', 'consent_valid_for']) {
    reader.duration(own(config, key), key);
  }
  const operator = own(config, 'operator') ?? null;
  if (isObject(operator)) {
    reader.knownKeys(operator, OPERATOR_KEYS, 'operator: ');
  } else if (operator !== null && operator !== 'self' && operator !== '') {
    reader.errors.push('operator: must be an object or "self"');
  }
  readPurposes(reader, own(config, 'purposes') ?? null);
}

function readPurposes(reader: Reader, purposes: unknown): void {
  if (purposes === null) {
    return;
  }
  if (!isObject(purposes)) {
    reader.errors.push('purposes: must be an object');
    return;
  }
  for (const [name, said] of Object.entries(purposes)) {
    const where = `purposes["${name}"]: `;
    if (!isObject(said)) {
      reader.errors.push(`${where}must be an object`);
      continue;
    }
    reader.knownKeys(said, PURPOSE_KEYS, where);
    const basis = own(said, 'legal_basis');
    if (typeof basis === 'string' && !basis.startsWith('other')) {
      reader.choice(basis, LEGAL_BASES, `${where}legal_basis`);
    }
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

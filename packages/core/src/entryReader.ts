import { plainCategory } from './dialect.js';
import { ENTRY_KEYS, MODES, entryOf } from './entry.js';
import { isObject, own, versionText } from './json.js';
import { closest, nearest } from './nearest.js';
import type { ISchemaPolicy } from './policy.js';
import { LEVELS, UNRESTRICTED } from './policy.js';
import { Reader } from './reader.js';
import { NAMES, isTransform } from './transforms.js';
import type { JSONObject } from './types.js';

const SANITIZE_KEYS = [
  'after',
  'allowed_categories',
  'allowed_properties',
  'level'
];
const CATEGORIES = [
  UNRESTRICTED,
  ...(LEVELS.get('full') ?? []),
  'unclassified'
];

/** Reads what is allowed of one schema. */
export class EntryReader extends Reader {
  /** An entry of `allowed_schemas`, or null for one with a mistake. */
  entry(
    schemaId: string,
    said: unknown,
    purposes: unknown
  ): ISchemaPolicy | null {
    const where = `allowed_schemas["${schemaId}"]: `;
    if (!isObject(said)) {
      this.errors.push(`${where}must be an object`);
      return null;
    }
    const before = this.errors.length;
    this.knownKeys(said, ENTRY_KEYS, where);
    const purpose = this._purpose(said, purposes, where);
    this._capsule(said, where);
    this._texts(said, where);
    const read = {
      ...said,
      versions: this._versions(own(said, 'versions'), where),
      level: this.choice(
        own(said, 'level'),
        [...LEVELS.keys()],
        `${where}level`
      ),
      allowed_categories: this._categories(said, where),
      allowed_properties: this.properties(said, where),
      obfuscate: this._obfuscate(said, where),
      obfuscate_categories: this._obfuscateCategories(said, where),
      user: this.choice(own(said, 'user'), MODES.user, `${where}user`),
      consent: this.choice(
        own(said, 'consent'),
        MODES.consent,
        `${where}consent`
      ),
      sinks: this.names(said, 'sinks', where),
      retention: this.duration(own(said, 'retention'), `${where}retention`),
      sanitize: this._sanitize(said, where),
      legal_basis: own(said, 'legal_basis') || own(purpose, 'legal_basis'),
      sample: this._sample(own(said, 'sample') ?? 1, where)
    };
    return this.errors.length === before
      ? entryOf(schemaId, read as JSONObject)
      : null;
  }

  private _capsule(said: JSONObject, where: string): void {
    const capsule = this.mapping(said, 'capsule', where);
    const inside = `${where}capsule: `;
    this.knownKeys(capsule, ['session', 'time'], inside);
    this.choice(own(capsule, 'session'), MODES.session, `${inside}session`);
    this.choice(own(capsule, 'time'), MODES.time, `${inside}time`);
  }

  private _texts(said: JSONObject, where: string): void {
    this.text(own(said, 'purpose'), `${where}purpose`);
    this.words(own(said, 'reason'), `${where}reason`);
    this.legalBasis(own(said, 'legal_basis'), `${where}legal_basis`);
  }

  private _versions(value: unknown, where: string): string[] | null {
    if (value === undefined || value === null) {
      return null;
    }
    const found = Array.isArray(value) ? value.map(versionText) : [null];
    const versions = found.filter(version => version !== null);
    if (found.length === 0 || versions.length < found.length) {
      this.errors.push(`${where}versions: must be a list of versions`);
    }
    return versions;
  }

  private _categories(said: JSONObject, where: string): string[] {
    const named = this.names(said, 'allowed_categories', where) ?? [];
    const plain = named.map(plainCategory);
    plain.forEach(category =>
      this._category(category, `${where}allowed_categories`)
    );
    return plain;
  }

  /** Refuse what is nearly, but not, a recommended one: own names are free. */
  private _category(category: string, where: string): void {
    if (
      !CATEGORIES.includes(category) &&
      closest(category, CATEGORIES, 0.85) !== null
    ) {
      this.errors.push(
        `${where}: "${category}" is not known${nearest(category, CATEGORIES)}`
      );
    }
  }

  private _obfuscate(said: JSONObject, where: string): JSONObject {
    const found = new Map<string, string>();
    const chosen = this.mapping(said, 'obfuscate', where);
    for (const [written, name] of Object.entries(chosen)) {
      const path = this.path(written, `${where}obfuscate`);
      this._transform(name, `${where}obfuscate["${written}"]`);
      if (path !== null) {
        const place = `${where}obfuscate["${path}"]`;
        found.set(path, this._oneOf(found.get(path), String(name), place));
      }
    }
    return Object.fromEntries(found);
  }

  private _obfuscateCategories(said: JSONObject, where: string): JSONObject {
    const found = new Map<string, string>();
    const place = `${where}obfuscate_categories`;
    const chosen = this.mapping(said, 'obfuscate_categories', where);
    for (const [written, name] of Object.entries(chosen)) {
      const category = plainCategory(written);
      this._category(category, place);
      this._transform(name, `${place}["${written}"]`);
      const known = found.get(category);
      found.set(category, this._oneOf(known, String(name), place));
    }
    return Object.fromEntries(found);
  }

  private _transform(name: unknown, where: string): void {
    if (!isTransform(name)) {
      const hint =
        nearest(String(name), NAMES) || `; one of ${NAMES.join(', ')}`;
      this.errors.push(`${where}: "${String(name)}" is not a transform${hint}`);
    }
  }

  /** `drop` wins over another transform, two others contradict each other. */
  private _oneOf(
    first: string | undefined,
    second: string,
    where: string
  ): string {
    if (first === 'drop' || second === 'drop') {
      return 'drop';
    }
    if (first !== undefined && first !== second) {
      this.errors.push(
        `${where}: two transforms, ${first} and ${second}, for one field`
      );
    }
    return second;
  }

  private _sanitize(said: JSONObject, where: string): JSONObject | null {
    if ((own(said, 'sanitize') ?? null) === null) {
      return null;
    }
    const value = this.mapping(said, 'sanitize', where);
    const inner = `${where}sanitize: `;
    this.knownKeys(value, SANITIZE_KEYS, inner);
    if ((own(value, 'after') ?? null) === null) {
      this.errors.push(`${inner}after: is missing`);
    }
    this.duration(own(value, 'after'), `${inner}after`);
    this.properties(value, inner);
    this.choice(own(value, 'level'), [...LEVELS.keys()], `${inner}level`);
    const { allowed_categories = null } = value;
    this._categories({ allowed_categories }, inner);
    return value;
  }

  /** The purpose that an entry names; free text where none are declared. */
  private _purpose(
    said: JSONObject,
    purposes: unknown,
    where: string
  ): JSONObject {
    const name = own(said, 'purpose');
    if (
      typeof name !== 'string' ||
      !isObject(purposes) ||
      Object.keys(purposes).length === 0
    ) {
      return {};
    }
    const found = own(purposes, name) ?? null;
    if (found === null) {
      const hint = nearest(name, Object.keys(purposes));
      this.errors.push(
        `${where}purpose: "${name}" is not one of purposes${hint}`
      );
    }
    return isObject(found) ? found : {};
  }

  private _sample(value: unknown, where: string): number {
    if (typeof value !== 'number' || !(value >= 0 && value <= 1)) {
      this.errors.push(`${where}sample: must be a number from 0 to 1`);
      return 0;
    }
    return value;
  }
}

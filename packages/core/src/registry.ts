import type { SchemaCheck } from './dialect.js';
import { SchemaError, normalise } from './dialect.js';
import { canonical, versionText } from './json.js';
import { canonicalPath } from './paths.js';
import type { JSONObject } from './types.js';

/** What an overlay says of one property of somebody else's schema. */
export interface IClassification {
  readonly categories?: readonly string[];
  readonly obfuscate?: string;
}

/** Classifications for a schema that others ship. */
export interface IOverlay {
  readonly schema_id: string;
  readonly versions: readonly (string | number)[];
  readonly properties: { readonly [path: string]: IClassification };
}

/** One version of an event schema, normalised. */
export class Schema {
  constructor(
    readonly id: string,
    readonly version: string,
    readonly document: JSONObject,
    readonly overlay: ReadonlyMap<string, IClassification>
  ) {}

  /** The schema's title in its author's words, or its id. */
  get title(): string {
    return String(this.document.title || this.id);
  }

  /** What the author says of the schema; may be empty. */
  get description(): string {
    return String(this.document.description || '');
  }

  /** The RFC 3339 time or date after which nothing is collected, or null. */
  get expires(): string | null {
    const { expires } = this.document;
    return expires === undefined || expires === null ? null : String(expires);
  }
}

/**
 * Schemas by id and version. Versions are immutable.
 *
 * `check` refuses those outside the dialect; see `schemaCheck`.
 */
export class Registry {
  constructor(private readonly _check: SchemaCheck | null = null) {}

  /**
   * Add a schema.
   *
   * Throws SchemaError, with the place named, for one outside the dialect or
   * one that changes a known version.
   */
  register(document: object): Schema {
    const normal = normalise(document, this._check);
    const id = String(normal.$id);
    const version = String(normal.version);
    const known = this.get(id, version);
    if (known) {
      if (canonical(known.document) !== canonical(normal)) {
        throw new SchemaError(
          id,
          '/version',
          `version ${version} is registered with other content`
        );
      }
      return known;
    }
    const overlay = this._overlay(id, version);
    const schema = new Schema(id, version, normal, overlay);
    this._schemas.set(
      id,
      (this._schemas.get(id) ?? new Map<string, Schema>()).set(version, schema)
    );
    return schema;
  }

  /** Add an overlay to the versions that it names. */
  classify(overlay: IOverlay): void {
    const { schema_id: id } = overlay;
    this._overlays.set(id, [...(this._overlays.get(id) ?? []), overlay]);
    const versions = this._schemas.get(id);
    versions?.forEach(({ document }, version) => {
      const merged = this._overlay(id, version);
      versions.set(version, new Schema(id, version, document, merged));
    });
  }

  /** One version of a schema, or undefined. */
  get(id: string, version: string): Schema | undefined {
    return this._schemas.get(id)?.get(version);
  }

  /** All registered versions of a schema, in the order of registration. */
  versions(id: string): Schema[] {
    return [...(this._schemas.get(id)?.values() ?? [])];
  }

  private _overlay(id: string, version: string): Map<string, IClassification> {
    const merged = new Map<string, IClassification>();
    for (const { versions, properties } of this._overlays.get(id) ?? []) {
      if (versions.some(known => versionText(known) === version)) {
        for (const [path, said] of Object.entries(properties)) {
          merged.set(canonicalPath(path), said);
        }
      }
    }
    return merged;
  }

  private readonly _schemas = new Map<string, Map<string, Schema>>();
  private readonly _overlays = new Map<string, IOverlay[]>();
}

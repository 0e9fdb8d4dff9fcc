import { versionText } from './json.js';
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

/** Normalised schemas by id and version. */
export class Schemas {
  /** Take one version of a schema as it is, which must be normalised. */
  add(document: JSONObject): Schema {
    const id = String(document.$id);
    const version = String(document.version);
    const schema = new Schema(
      id,
      version,
      document,
      this._overlay(id, version)
    );
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
    this.versions(id).forEach(({ document }) => this.add(document));
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

import type { SchemaCheck } from './dialect.js';
import { SchemaError, normalise } from './dialect.js';
import { canonical } from './json.js';
import type { Schema } from './schemas.js';
import { Schemas } from './schemas.js';

/**
 * Schemas as their authors wrote them. Versions are immutable.
 *
 * `check` refuses those outside the dialect; see `schemaCheck`.
 */
export class Registry extends Schemas {
  constructor(private readonly _check: SchemaCheck | null = null) {
    super();
  }

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
    if (known && canonical(known.document) !== canonical(normal)) {
      throw new SchemaError(
        id,
        '/version',
        `version ${version} is registered with other content`
      );
    }
    return known ?? this.add(normal);
  }
}

import type { Rule } from './projection.js';
import { isAs } from './locations.js';
import { areSame } from './projection.js';
import type { JSONObject, JSONValue } from './types.js';

interface IPlace {
  readonly rule: Rule;
  readonly about: readonly unknown[];
  name: string | null;
  made: JSONObject | null;
}

/**
 * Makes the subschema of each place, once for all places where the same holds.
 *
 * Written out again and again, a schema that refers to itself in many ways
 * would grow beyond all bounds.
 */
export class Recursion {
  readonly definitions: JSONObject = {};

  /**
   * What `make` makes, or a reference to it; `about` is what it is made of
   * beside the rule.
   */
  at(rule: Rule, about: readonly unknown[], make: () => JSONObject): JSONValue {
    const known = this._places.find(
      one => areSame(one.about, about) && isAs(one.rule, rule)
    );
    if (known?.made === null && known.rule === rule) {
      // Without a step down a reference would never end: it says nothing that
      // is not said already.
      return true;
    }
    return known
      ? this._reference(known)
      : this._make({ rule, about, name: null, made: null }, make);
  }

  private _make(place: IPlace, make: () => JSONObject): JSONObject {
    this._places.push(place);
    const made = make();
    place.made = made;
    if (place.name === null) {
      return made;
    }
    this.definitions[place.name] = made;
    return this._reference(place);
  }

  private _reference(place: IPlace): JSONObject {
    if (place.name === null) {
      place.name = String(++this._named);
      if (place.made !== null) {
        // What stands written out where it was first made becomes a reference
        // too.
        this.definitions[place.name] = { ...place.made };
        Object.keys(place.made).forEach(key => delete place.made![key]);
        place.made.$ref = `#/definitions/${place.name}`;
      }
    }
    return { $ref: `#/definitions/${place.name}` };
  }

  private readonly _places: IPlace[] = [];
  private _named = 0;
}

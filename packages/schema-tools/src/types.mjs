/** What is generated speaks of a part of a schema that nobody could write down as a type. */
const ANY = 'unknown';

const PLAIN = {
  boolean: 'boolean',
  integer: 'number',
  null: 'null',
  number: 'number',
  string: 'string'
};

/**
 * The TypeScript type of a schema's events: what is written out is a literal,
 * what is undeclared is an error.
 */
export function typeOf(document) {
  return new Types(document).of(document, []);
}

/** A comment of a title and a description; neither can end it. */
export function comment({ title, description, categories }, indent = '') {
  const lines = [
    [title, description].filter(Boolean).join(': '),
    categories?.length > 0 ? `Categories: ${categories.join(', ')}.` : ''
  ].filter(Boolean);
  const text = lines.join(`\n${indent} *\n${indent} * `);
  return lines.length === 0
    ? ''
    : `${indent}/**\n${indent} * ${text.replace(/\*\//g, '*\\/').replace(/\n(?! *\*)/g, `\n${indent} * `)}\n${indent} */\n`;
}

class Types {
  constructor(document) {
    this._document = document;
  }

  /** A type; `within` are the references that led here. */
  of(sub, within) {
    if (typeof sub !== 'object' || sub === null) {
      return sub === false ? 'never' : ANY;
    }
    if (sub.$ref !== undefined) {
      return this._reference(sub.$ref, within);
    }
    if ('const' in sub || 'enum' in sub) {
      const values = 'const' in sub ? [sub.const] : sub.enum;
      return union(values.map(value => JSON.stringify(value)));
    }
    const branches = ['anyOf', 'oneOf'].flatMap(key =>
      sub[key] ? [union(sub[key].map(one => this.of(one, within)))] : []
    );
    const parts = [
      this._own(sub, within),
      ...branches,
      ...(sub.allOf ?? []).map(one => this.of(one, within))
    ].filter(part => part !== ANY);
    return parts.length === 0
      ? ANY
      : parts.map(part => (parts.length > 1 ? `(${part})` : part)).join(' & ');
  }

  _own(sub, within) {
    const said = sub.type ?? (sub.properties ? 'object' : undefined);
    return said === undefined
      ? ANY
      : union([said].flat().map(type => this._plain(type, sub, within)));
  }

  _plain(type, sub, within) {
    if (type === 'array') {
      const items = Array.isArray(sub.items)
        ? union(sub.items.map(one => this.of(one, within)))
        : this.of(sub.items ?? {}, within);
      return `readonly (${items})[]`;
    }
    return type === 'object' ? this._object(sub, within) : PLAIN[type];
  }

  _object(sub, within) {
    const named = Object.entries(sub.properties ?? {}).map(([name, one]) => {
      const mark = sub.required?.includes(name) ? '' : '?';
      const told = comment(one);
      return `${told}readonly ${JSON.stringify(name)}${mark}: ${this.of(one, within)};`;
    });
    const matched = Object.values(sub.patternProperties ?? {});
    const others =
      matched.length > 0 ? [`readonly [name: string]: ${ANY};`] : [];
    return `{\n${[...named, ...others].join('\n')}\n}`;
  }

  _reference(reference, within) {
    if (within.includes(reference)) {
      return ANY;
    }
    const target = reference
      .replace(/^#\/?/, '')
      .split('/')
      .filter(Boolean)
      .map(step =>
        decodeURIComponent(step).replace(/~1/g, '/').replace(/~0/g, '~')
      )
      .reduce((place, step) => place?.[step], this._document);
    return this.of(target ?? {}, [...within, reference]);
  }
}

function union(types) {
  return [...new Set(types)].join(' | ') || 'never';
}

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const PATH = 'schema/catalogue.json';

/** Where the generated module stands. */
export const target = new URL('../src/generated/messages.ts', import.meta.url);

/** The messages by their ids. */
export function source() {
  return JSON.parse(
    readFileSync(new URL(`../../../${PATH}`, import.meta.url), 'utf8')
  );
}

/** The text of the generated module. */
export async function render() {
  // What only a terminal says does not travel to browsers.
  const messages = Object.entries(source()).filter(
    ([id]) => !id.startsWith('disclose.')
  );
  const one = messages.filter(([, text]) => typeof text === 'string');
  const many = messages.filter(([, text]) => Array.isArray(text));
  const text = `// Made by scripts/generate.mjs from ${PATH}: change that file.
    import type { TranslationBundle } from '@jupyterlab/translation';

    type One = (trans: TranslationBundle, slots: string[]) => string;
    type Many = (trans: TranslationBundle, n: number, slots: string[]) => string;

    // The literals stand in calls of \`trans\`, where gettext looks for them.
    export const ONE = {
      ${one.map(([id, text]) => `${key(id)}: (trans, slots) => trans.__(${quoted(text)}, ...slots)`).join(',\n')}
    } satisfies Record<string, One>;

    export const MANY = {
      ${many.map(([id, [first, second]]) => `${key(id)}: (trans, n, slots) => trans._n(${quoted(first)}, ${quoted(second)}, n, ...slots)`).join(',\n')}
    } satisfies Record<string, Many>;`;
  const config = await resolveConfig(target);
  return format(text, { ...config, parser: 'typescript' });
}

function key(id) {
  return JSON.stringify(id);
}

function quoted(text) {
  return JSON.stringify(text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(target, await render());
}

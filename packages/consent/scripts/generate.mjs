import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const PATH = 'schema/catalogue.json';

/** Where the generated module stands. */
export const target = new URL('../src/generated/messages.ts', import.meta.url);

/** The languages that the catalogue is translated into, as JupyterLab names them. */
export const LOCALES = { de: 'de_DE' };

/** Where JupyterLab finds the translation of a language. */
export function packOf(language) {
  const folder = `jupyter_eventlog/locale/${LOCALES[language]}/LC_MESSAGES`;
  return new URL(`../../../${folder}/jupyter_eventlog.json`, import.meta.url);
}

/** The messages by their ids. */
export function source(path = PATH) {
  return JSON.parse(
    readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
  );
}

/** Where the translations stand for those who have no JupyterLab. */
export const packs = new URL('../src/generated/packs.ts', import.meta.url);

/** The translation of a language, by the English texts, as gettext has it. */
function packed(language) {
  const translated = source(`schema/catalogue.${language}.json`);
  return Object.fromEntries(
    Object.entries(source())
      .filter(([id]) => isShown(id))
      .map(([id, text]) => [[text].flat()[0], [translated[id]].flat()])
  );
}

/** The text of the module of translations. */
export async function renderPacks() {
  const all = Object.keys(LOCALES).map(one => [one, packed(one)]);
  const text = `// Made by scripts/generate.mjs from schema/catalogue.*.json: change those files.
    type Pack = Readonly<Record<string, readonly string[]>>;

    /** The texts of each language by the English ones: for checks, not for pages. */
    export const PACKS: Readonly<Record<string, Pack>> = ${JSON.stringify(Object.fromEntries(all))};`;
  const config = await resolveConfig(packs);
  return format(text, { ...config, parser: 'typescript' });
}

/** The translation of a language as JupyterLab reads it. */
export async function renderPack(language) {
  const header = {
    domain: 'jupyter_eventlog',
    // The page asks for it so; the folder is named as Python does.
    language: LOCALES[language].replace('_', '-'),
    pluralForms: 'nplurals=2; plural=(n != 1);',
    plural_forms: 'nplurals=2; plural=(n != 1);'
  };
  const pack = { '': header, ...packed(language) };
  return format(JSON.stringify(pack), { parser: 'json' });
}

/** What only a terminal says does not travel to browsers. */
function isShown(id) {
  return !id.startsWith('disclose.');
}

/** The text of the generated module. */
export async function render() {
  const messages = Object.entries(source()).filter(([id]) => isShown(id));
  const languages = ['en', ...Object.keys(LOCALES)];
  const one = messages.filter(([, text]) => typeof text === 'string');
  const many = messages.filter(([, text]) => Array.isArray(text));
  const text = `// Made by scripts/generate.mjs from ${PATH}: change that file.
    import type { TranslationBundle } from '@jupyterlab/translation';

    /** The languages that the texts are written in. */
    export const LANGUAGES: readonly string[] = ${JSON.stringify(languages)};

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
  writeFileSync(packs, await renderPacks());
  for (const language of Object.keys(LOCALES)) {
    mkdirSync(new URL('.', packOf(language)), { recursive: true });
    writeFileSync(packOf(language), await renderPack(language));
  }
}

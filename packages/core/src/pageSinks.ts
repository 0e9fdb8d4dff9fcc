import { SINKS } from './generated/pageSinks.js';
import { isObject, own } from './json.js';
import { nearest } from './nearest.js';
import type { JSONObject } from './types.js';
import type { IDestination, IPageSink } from './views.js';

/** What a class of sinks that run in the page takes. */
interface IClass {
  readonly needed: readonly string[];
  readonly options: readonly string[];

  /** Where it leads if nobody says so: nowhere else. */
  readonly here: string | null;
}

const CLASSES: { readonly [name: string]: IClass } = SINKS;

/** Whether an entry of `sinks` describes one that runs in the page. */
export function runsInPage(said: unknown): said is JSONObject {
  return isObject(said) && own(said, 'runs_in') === 'page';
}

/** What is wrong with an entry of `sinks`, as far as it is about pages. */
export function pageSinkMistakes(
  said: JSONObject,
  keys: readonly string[]
): string[] {
  if (!runsInPage(said)) {
    return own(said, 'public') === undefined
      ? []
      : [
          'public: only a sink that runs in the page has it; add "runs_in": "page"'
        ];
  }
  const name = String(own(said, 'class'));
  const known = own(CLASSES, name) as IClass | undefined;
  if (known === undefined) {
    const names = Object.keys(CLASSES).join(', ');
    return [
      `class: is not one that runs in the page${nearest(name, Object.keys(CLASSES))} (known: ${names})`
    ];
  }
  return [
    ...Object.keys(said)
      .filter(key => !keys.includes(key))
      .map(
        key => `unknown key "${key}"; what a page may know stands in "public"`
      ),
    ...optionMistakes(known, own(said, 'public') ?? {}),
    ...(known.here === null && own(said, 'destination') === undefined
      ? ['destination: say where it leads, in words that people understand']
      : [])
  ];
}

function optionMistakes(known: IClass, said: unknown): string[] {
  const names = [...known.needed, ...known.options].sort();
  if (!isObject(said)) {
    return ['public: must be an object'];
  }
  return [
    ...Object.entries(said).flatMap(([key, value]) => {
      if (!names.includes(key)) {
        return `public: unknown option "${key}"${nearest(key, names)}`;
      }
      return typeof value === 'string'
        ? []
        : `public: "${key}" must be a text, which every page can read`;
    }),
    ...known.needed
      .filter(key => own(said, key) === undefined)
      .map(key => `public: give "${key}"`)
  ];
}

/** The sinks of a policy that run in the page, as the page is told of them. */
export function pageSinks(sinks: JSONObject): {
  readonly [name: string]: IPageSink;
} {
  return Object.fromEntries(
    Object.entries(sinks).flatMap(([name, said]) =>
      runsInPage(said)
        ? [
            [
              name,
              {
                class: String(said.class),
                public: (said.public ?? {}) as IPageSink['public']
              }
            ]
          ]
        : []
    )
  );
}

/** Where the sinks of a policy that run in the page lead. */
export function pageDestinations(sinks: JSONObject): IDestination[] {
  return Object.entries(sinks).flatMap(([name, said]) => {
    if (!runsInPage(said)) {
      return [];
    }
    const { here } = own(CLASSES, String(said.class)) as IClass;
    return {
      name,
      destination: String(said.destination ?? here),
      third_party: (said.third_party ?? here === null) as boolean,
      run_by: (said.run_by ?? null) as string | null,
      country: (said.country ?? null) as string | null,
      unknown: false
    };
  });
}

import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

/** What a command was started from, as far as its arguments tell. */
export type Trigger =
  | 'keyboard'
  | 'menu'
  | 'context-menu'
  | 'palette'
  | 'launcher'
  | 'toolbar'
  | 'unknown';

/**
 * The flags that JupyterLab 4.6 itself puts into arguments, in order of trust.
 *
 * Main menu, palette and launcher add none of their own: only the items whose
 * label depends on the place carry one, so most menu commands are `unknown`.
 */
const FLAGS: readonly [flag: string, trigger: Trigger][] = [
  ['toolbar', 'toolbar'],
  ['isContextMenu', 'context-menu'],
  ['isMenu', 'menu'],
  ['isPalette', 'palette'],
  ['isLauncher', 'launcher']
];

/**
 * Tell what a command was started from.
 *
 * Arguments can hold anything, elements and file contents too: nothing but the
 * flags above is ever read, and only as the literal `true`.
 */
export function classify(args: ReadonlyPartialJSONObject): Trigger {
  if (isKeybinding(args['_luminoEvent'])) {
    return 'keyboard';
  }
  const found = FLAGS.find(([flag]) => args[flag] === true);
  return found ? found[1] : 'unknown';
}

function isKeybinding(event: unknown): boolean {
  return (
    typeof event === 'object' &&
    event !== null &&
    (event as { type?: unknown }).type === 'keybinding'
  );
}

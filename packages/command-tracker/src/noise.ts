import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { Trigger } from './classify';

/**
 * Commands that JupyterLab 4.6 and Notebook 7.6 run by themselves, and why.
 *
 * Seen by listening to a real JupyterLab: at start-up, with an idle notebook,
 * while documents are opened, and after a reload.
 */
export const NOISE: ReadonlyMap<string, string> = new Map([
  [
    'apputils:load-statedb',
    'the router restores the saved state at each start'
  ],
  [
    'apputils:reset-on-load',
    'the router resets the state when asked by the address'
  ],
  ['router:tree', 'the router answers the page address, after the start too'],
  ['launcher:create', 'an empty main area opens a launcher by itself'],
  ['docmanager:new-untitled', 'a step of each "create new" command'],
  ['docmanager:open', 'a step of each opening, and of restoring documents'],
  ['filebrowser:activate', 'a step of opening a path, and of each start'],
  ['helpmenu:get-kernel', 'the Help menu asks at each change of document'],
  ['notebook:get-kernel', 'the Help menu asks at each change of kernel'],
  ['console:get-kernel', 'the Help menu asks at each change of kernel']
]);

/** Our own commands: looking at what is recorded is never recorded. */
const OWN = 'eventlog:';

/** The router alone sets this flag when it opens the path of the page address. */
const ROUTED = 'dontShowBrowser';

/**
 * Tell whether nobody ran this command, or whether it is ours.
 *
 * A known trigger is proof of a person, also for a command that the
 * application runs by itself at other times.
 */
export function isNoise(
  id: string,
  trigger: Trigger,
  args: ReadonlyPartialJSONObject
): boolean {
  if (id.startsWith(OWN)) {
    return true;
  }
  return trigger === 'unknown' && (NOISE.has(id) || args[ROUTED] === true);
}

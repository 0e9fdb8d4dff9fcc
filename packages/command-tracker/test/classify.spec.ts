import { describe, expect, it } from 'vitest';
import { classify } from '@jupyter-eventlog/command-tracker';

const keybinding = { type: 'keybinding', keys: ['Ctrl S'] };

describe('classify()', () => {
  it.each([
    ['a key binding', { _luminoEvent: keybinding }, 'keyboard'],
    ['a toolbar button', { toolbar: true }, 'toolbar'],
    ['a context menu', { isContextMenu: true }, 'context-menu'],
    ['a menu', { isMenu: true }, 'menu'],
    ['the palette', { isPalette: true, theme: 'x' }, 'palette'],
    ['the launcher', { isLauncher: true, cwd: '/home/me' }, 'launcher'],
    [
      'a key bound to a palette item',
      { isPalette: true, _luminoEvent: keybinding },
      'keyboard'
    ],
    ['no arguments', {}, 'unknown'],
    ['a flag that is off', { isPalette: false }, 'unknown'],
    ['a flag that is no boolean', { toolbar: 'yes', isMenu: 1 }, 'unknown'],
    ['another kind of event', { _luminoEvent: { type: 'click' } }, 'unknown'],
    ['an event that is null', { _luminoEvent: null }, 'unknown']
  ])('should read %s', (_, args, trigger) => {
    expect(classify(args)).toBe(trigger);
  });

  it('should read nothing but its flags', () => {
    const read = new Set<string | symbol>();
    const args = new Proxy(
      { path: 'secret' },
      {
        get: (target, key) => (read.add(key), Reflect.get(target, key)),
        ownKeys: () => {
          throw new Error('enumerated');
        }
      }
    );
    classify(args);
    expect(read).not.toContain('path');
  });
});

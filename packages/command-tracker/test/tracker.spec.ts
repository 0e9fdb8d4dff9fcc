import { CommandRegistry } from '@lumino/commands';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { NOISE, trackCommands } from '@jupyter-eventlog/command-tracker';
import type { CommandExecuted } from '@jupyter-eventlog/command-tracker';

const START = new Date('2026-11-02T10:00:00Z');

describe('trackCommands()', () => {
  let commands: CommandRegistry;
  let rows: [CommandExecuted, Date][];
  let clock: Date;

  const track = (ready: Promise<unknown> = Promise.resolve()) =>
    trackCommands({
      commands,
      ready,
      emit: (data, started) => rows.push([data, started]),
      now: () => clock
    });
  const settle = () => new Promise(resolve => setTimeout(resolve));

  beforeEach(() => {
    commands = new CommandRegistry();
    rows = [];
    clock = START;
    vi.restoreAllMocks();
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    commands.addCommand('good', { execute: () => 'secret result' });
    commands.addCommand('bad', {
      execute: () => {
        throw new Error('secret reason');
      }
    });
  });

  it('should emit the name, the trigger and the outcome, and nothing else', async () => {
    track();
    await settle();
    await commands.execute('good', { toolbar: true, path: 'secret.txt' });
    await commands.execute('bad').catch(() => undefined);
    await settle();
    expect(rows.map(([data]) => data)).toEqual([
      { command_id: 'good', trigger: 'toolbar', outcome: 'succeeded' },
      { command_id: 'bad', trigger: 'unknown', outcome: 'failed' }
    ]);
  });

  it('should give the time at which the command started', async () => {
    let finish = (): void => undefined;
    commands.addCommand('slow', {
      execute: () => new Promise<void>(resolve => (finish = resolve))
    });
    track();
    await settle();
    const running = commands.execute('slow');
    clock = new Date('2026-11-02T11:00:00Z');
    expect(rows).toEqual([]);
    finish();
    await running;
    await settle();
    expect(rows[0][1]).toBe(START);
  });

  it('should not listen before the application is ready', async () => {
    let restored = (): void => undefined;
    track(new Promise<void>(resolve => (restored = resolve)));
    await commands.execute('good');
    restored();
    await settle();
    expect(rows).toEqual([]);
    await commands.execute('good');
    await settle();
    expect(rows).toHaveLength(1);
  });

  it('should stop when disposed, also for commands that are running', async () => {
    const tracking = track();
    await settle();
    const running = commands.execute('good');
    tracking.dispose();
    tracking.dispose();
    await running;
    await commands.execute('good');
    await settle();
    expect(rows).toEqual([]);
  });

  it('should never listen when it is disposed before the start', async () => {
    const tracking = track();
    const connect = vi.spyOn(commands.commandExecuted, 'connect');
    tracking.dispose();
    await settle();
    expect(connect).not.toHaveBeenCalled();
  });

  it.each([...NOISE.keys(), 'eventlog:open'])(
    'should leave out %s',
    async id => {
      commands.addCommand(id, { execute: () => undefined });
      track();
      await settle();
      await commands.execute(id);
      await settle();
      expect(rows).toEqual([]);
    }
  );

  it('should leave out what the page address opens', async () => {
    commands.addCommand('filebrowser:open-path', { execute: () => undefined });
    track();
    await settle();
    const path = 'a.py';
    await commands.execute('filebrowser:open-path', {
      path,
      dontShowBrowser: true
    });
    await commands.execute('filebrowser:open-path', { path });
    await settle();
    expect(rows).toHaveLength(1);
  });

  it('should keep a background command that a person ran, but never ours', async () => {
    for (const id of ['launcher:create', 'eventlog:open']) {
      commands.addCommand(id, { execute: () => undefined });
    }
    track();
    await settle();
    await commands.execute('launcher:create', { toolbar: true });
    await commands.execute('eventlog:open', { isPalette: true });
    await settle();
    expect(rows.map(([data]) => data.command_id)).toEqual(['launcher:create']);
  });

  it('should keep a failure visible in the console', async () => {
    track();
    await settle();
    await commands.execute('bad').catch(() => undefined);
    await settle();
    expect(console.warn).toHaveBeenCalledOnce();
  });
});

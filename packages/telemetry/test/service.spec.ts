import { NO_TOOLS } from '@jupyter-eventlog/core';
import type { IRequest } from '@jupyter-eventlog/telemetry';
import { Telemetry } from '@jupyter-eventlog/telemetry';
import { beforeEach, describe, expect, it } from 'vitest';

const ID = 'https://example.org/a';
const POLICY = {
  digest: 'd',
  allowed_schemas: { [ID]: { level: 'technical' } },
  schemas: [{ $id: ID, version: '1', properties: { name: {} } }],
  disclosures: { [ID]: { digest: 'x', fields: [], removed: [] } },
  destinations: []
};

/** A server that notes what it is asked. */
class Server implements IRequest {
  readonly asked: string[] = [];
  granted = false;
  status: string | null = null;
  paused: string | null = null;
  isDown = false;
  hold: Promise<void> = Promise.resolve();

  async get(path: string): Promise<unknown> {
    this._note(`GET ${path}`);
    return path === 'policy' ? POLICY : this._consent();
  }

  async put(path: string, body: string): Promise<unknown> {
    this._note(`PUT ${path}`);
    await this.hold;
    const said = JSON.parse(body);
    if (path === 'pause') {
      this.paused = said.paused ? '2026-11-02T14:03:00.000000Z' : null;
    } else {
      this.granted = said.answers[0].answer === 'yes';
    }
    return this._consent();
  }

  async delete(path: string): Promise<unknown> {
    this._note(`DELETE ${path}`);
    return {};
  }

  async download(path: string): Promise<Blob> {
    this._note(`GET ${path}`);
    return new Blob();
  }

  async post(path: string): Promise<Response> {
    this._note(`POST ${path}`);
    return new Response(JSON.stringify({ results: [{ status: 'stored' }] }));
  }

  private _consent(): unknown {
    const status = this.status ?? (this.granted ? 'on' : 'off');
    const kinds = { [ID]: { status } };
    return { kinds, prompt: false, durable: true, paused: this.paused };
  }

  private _note(line: string): void {
    this.asked.push(line);
    if (this.isDown) {
      throw new Error('down');
    }
  }
}

describe('Telemetry', () => {
  let server: Server;

  const make = (enabled = true, error = false): Telemetry =>
    new Telemetry({
      enabled,
      error,
      request: server,
      eventlog: { tools: async () => NO_TOOLS }
    });
  const answer = (said: 'yes' | 'no') => [
    { answer: said, scope: 'schema' as const, target: ID, shown: { [ID]: 'x' } }
  ];

  beforeEach(() => {
    server = new Server();
  });

  it.each([
    [false, false, 'unconfigured'],
    [true, true, 'error']
  ])('should ask nobody while it is off', async (enabled, error, state) => {
    const telemetry = make(enabled, error);
    telemetry.emit(ID, 1, { name: 'x' });
    await telemetry.refresh();
    await telemetry.flush({ keepalive: true });
    await expect(telemetry.setConsent(answer('yes'), 'api')).rejects.toThrow();
    expect(server.asked).toEqual([]);
    expect(telemetry.state).toBe(state);
  });

  it('should ask once for policy and consent', async () => {
    const telemetry = make();
    expect(telemetry.state).toBe('loading');
    await Promise.all([telemetry.refresh(), telemetry.refresh()]);
    expect(server.asked).toEqual(['GET policy', 'GET consent']);
    expect(telemetry.state).toBe('ready');
    expect(telemetry.isEnabled(ID)).toBe(false);
  });

  it('should record nothing while it cannot tell', async () => {
    server.granted = true;
    server.isDown = true;
    const telemetry = make();
    await telemetry.refresh();
    expect(telemetry.state).toBe('unknown');
    expect([telemetry.policy, telemetry.consent]).toEqual([null, null]);
    telemetry.emit(ID, 1, { name: 'x' });
    expect(telemetry.isEnabled(ID)).toBe(false);
    server.isDown = false;
    await telemetry.refresh();
    expect(telemetry.isEnabled(ID)).toBe(true);
  });

  it('should be on only once the server has the yes', async () => {
    const telemetry = make();
    await telemetry.refresh();
    let release = (): void => undefined;
    server.hold = new Promise(resolve => (release = resolve));
    const stored = telemetry.setConsent(answer('yes'), 'panel');
    expect(telemetry.isEnabled(ID)).toBe(false);
    release();
    await stored;
    expect(telemetry.isEnabled(ID)).toBe(true);
  });

  it('should be off at once, and stay off when the server is silent', async () => {
    server.granted = true;
    const telemetry = make();
    await telemetry.refresh();
    expect(telemetry.isEnabled(ID)).toBe(true);
    server.isDown = true;
    const stored = telemetry.setConsent(answer('no'), 'panel');
    expect(telemetry.isEnabled(ID)).toBe(false);
    await expect(stored).rejects.toThrow('down');
    expect(telemetry.isEnabled(ID)).toBe(false);
  });

  it('should send nothing after the no of a moment ago', async () => {
    server.granted = true;
    const telemetry = make();
    await telemetry.refresh();
    telemetry.emit(ID, 1, { name: 'x' });
    await telemetry.setConsent(answer('no'), 'panel');
    await telemetry.flush();
    expect(server.asked).not.toContain('POST events');
  });

  it('should rest at once, and go on only once the server says so', async () => {
    server.granted = true;
    const telemetry = make();
    await telemetry.refresh();
    telemetry.emit(ID, 1, { name: 'x' });
    server.isDown = true;
    const paused = telemetry.setPaused(true);
    expect(telemetry.isEnabled(ID)).toBe(false);
    await expect(paused).rejects.toThrow('down');
    expect(telemetry.consent?.paused).toEqual(expect.any(String));
    expect(telemetry.isEnabled(ID)).toBe(false);

    server.isDown = false;
    await telemetry.setPaused(true);
    expect(telemetry.consent?.paused).toBe(server.paused);
    let release = (): void => undefined;
    server.hold = new Promise(resolve => (release = resolve));
    const resumed = telemetry.setPaused(false);
    expect(telemetry.isEnabled(ID)).toBe(false);
    release();
    await resumed;
    expect(telemetry.isEnabled(ID)).toBe(true);
    await telemetry.flush();
    expect(server.asked).not.toContain('POST events');
  });

  it('should go on with what is always recorded in a pause', async () => {
    server.status = 'always';
    server.paused = '2026-11-02T14:03:00.000000Z';
    const telemetry = make();
    await telemetry.refresh();
    expect(telemetry.isEnabled(ID)).toBe(true);
  });

  it('should do nothing after its end', async () => {
    const telemetry = make();
    await telemetry.refresh();
    telemetry.dispose();
    telemetry.dispose();
    await telemetry.refresh();
    expect(server.asked).toHaveLength(2);
  });
});

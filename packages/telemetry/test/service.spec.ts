import { NO_TOOLS } from '@jupyter-eventlog/core';
import { FakePorts } from '@jupyter-eventlog/core/testing';
import type { IRequest } from '@jupyter-eventlog/telemetry';
import { Telemetry } from '@jupyter-eventlog/telemetry';
import { beforeEach, describe, expect, it } from 'vitest';

const ID = 'https://example.org/a';
const POLICY = {
  digest: 'd',
  allowed_schemas: { [ID]: { level: 'technical' } },
  schemas: [
    {
      $id: ID,
      version: '1',
      properties: { name: { categories: ['technical'] } }
    }
  ],
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
  person = 'ann';
  now = (): number => 0;
  postStatus = 200;
  readonly bodies: {
    person?: string;
    events: { data: object; time: string }[];
  }[] = [];

  async get(path: string): Promise<unknown> {
    this._note(`GET ${path}`);
    const time = new Date(this.now()).toISOString();
    return path === 'policy' ? { ...POLICY, time } : this._consent();
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

  async post(path: string, body: string): Promise<Response> {
    this._note(`POST ${path}`);
    this.bodies.push(JSON.parse(body));
    const results = [{ status: 'stored' }];
    const { postStatus: status } = this;
    return new Response(JSON.stringify({ results }), { status });
  }

  private _consent(): unknown {
    const status = this.status ?? (this.granted ? 'on' : 'off');
    return {
      kinds: { [ID]: { status } },
      prompt: false,
      durable: true,
      person: this.person,
      paused: this.paused
    };
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
  let ports: FakePorts;

  const make = (enabled = true, error = false): Telemetry =>
    new Telemetry({
      enabled,
      error,
      request: server,
      eventlog: { tools: async () => NO_TOOLS, ports }
    });
  const answer = (said: 'yes' | 'no') => [
    { answer: said, scope: 'schema' as const, target: ID, shown: { [ID]: 'x' } }
  ];

  beforeEach(() => {
    server = new Server();
    ports = new FakePorts();
    server.now = ports.now;
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

  describe('when the server falls silent', () => {
    it('should go by its last answer for half a minute, and ask again', async () => {
      server.granted = true;
      const telemetry = make();
      await telemetry.refresh();
      server.isDown = true;
      await telemetry.refresh();
      telemetry.emit(ID, 1, { name: 'x' });
      await ports.advance(29_000);
      expect([telemetry.state, telemetry.isEnabled(ID)]).toEqual([
        'ready',
        true
      ]);
      expect(server.asked.filter(one => one === 'GET policy')).toHaveLength(7);
      server.isDown = false;
      await ports.advance(600_000);
      expect(server.bodies.map(({ events }) => events[0].data)).toEqual([
        { name: 'x' }
      ]);
      expect(ports.timers).toBe(0);
    });

    it('should be in doubt after that, and lose nothing that waits', async () => {
      server.granted = true;
      const telemetry = make();
      await telemetry.refresh();
      telemetry.emit(ID, 1, { name: 'before' });
      server.isDown = true;
      await telemetry.refresh();
      await ports.advance(60_000);
      expect([telemetry.state, telemetry.isEnabled(ID)]).toEqual([
        'unknown',
        false
      ]);
      telemetry.emit(ID, 1, { name: 'meanwhile' });
      expect(ports.timers).toBe(0);
      server.isDown = false;
      await telemetry.refresh();
      await ports.advance(600_000);
      expect(server.bodies.map(({ events }) => events[0].data)).toEqual([
        { name: 'before' }
      ]);
    });
  });

  it.each([
    [3_600_000, '2026-11-24T13:00:00.000000Z'],
    [-3_600_000, '2026-11-24T11:00:00.000000Z'],
    [900, '2026-11-24T12:00:00.000000Z']
  ])('should date by the clock of the server: %i ms', async (ahead, time) => {
    server.granted = true;
    server.now = () => ports.now() + ahead;
    const telemetry = make();
    await telemetry.refresh();
    telemetry.emit(ID, 1, { name: 'x' });
    telemetry.emit(ID, 1, { name: 'x' }, { time: '2026-11-24T12:00:00Z' });
    await ports.advance(500);
    expect(server.bodies[0].events.map(event => event.time)).toEqual([
      time,
      time
    ]);
  });

  it('should send nothing of one person as another', async () => {
    server.granted = true;
    const telemetry = make();
    await telemetry.refresh();
    telemetry.emit(ID, 1, { name: 'of ann' });
    [server.person, server.postStatus] = ['bob', 409];
    await ports.advance(500);
    server.postStatus = 200;
    await telemetry.refresh();
    await ports.advance(600_000);
    expect(server.bodies.map(({ person }) => person)).toEqual(['ann']);
    telemetry.emit(ID, 1, { name: 'of bob' });
    await ports.advance(500);
    expect(server.bodies[1]).toMatchObject({
      person: 'bob',
      events: [{ data: { name: 'of bob' } }]
    });
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

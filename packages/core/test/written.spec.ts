import { readFileSync, readdirSync } from 'node:fs';
import type { IPolicyView, JSONObject } from '@jupyter-eventlog/core';
import {
  EventLog,
  Pipeline,
  PolicyError,
  Registry,
  readView,
  schemaCheck,
  validation,
  writtenView
} from '@jupyter-eventlog/core';
import { ajvValidator } from '@jupyter-eventlog/core/ajv';
import {
  evaluate,
  suiteRegistry
} from '@jupyter-eventlog/core/conformance/events';
import { difference } from '@jupyter-eventlog/core/conformance/suite';
import { hashWith, sha256 } from '@jupyter-eventlog/core/hash';
import { FakePorts, FakeSink } from '@jupyter-eventlog/core/testing';
import { describe, expect, it } from 'vitest';

const ID = 'https://example.org/a';
const SCHEMA = {
  $id: ID,
  version: 1,
  properties: { name: { type: 'string', categories: ['technical'] } }
};
const FOLDER = new URL('../../../conformance/', import.meta.url);
const SUITES = readdirSync(FOLDER)
  .filter(name => name.endsWith('.json'))
  .map(name => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')))
  .filter(suite => suite.cases[0]?.event && suite.policy)
  .map(suite => [suite.title, suite] as const);

/** A policy's view as it comes from a server, or null for one with mistakes. */
function viewOf(policy: JSONObject, registry: Registry): IPolicyView | null {
  try {
    return JSON.parse(JSON.stringify(writtenView(policy, registry)));
  } catch (error) {
    expect(error).toBeInstanceOf(PolicyError);
    return null;
  }
}

describe('a policy that is given', () => {
  it('should be tried with many', () => {
    expect(SUITES.length).toBeGreaterThan(100);
  });

  it.each(SUITES)(
    'should filter as the one that was written: %s',
    (_, suite) => {
      const registry = suiteRegistry(suite);
      const view = viewOf(suite.policy, registry);
      for (const { event, expect: expected } of suite.cases) {
        if (view === null) {
          expect(expected.status).toBe('not-allowed');
          continue;
        }
        const { schemas, policy } = readView(view);
        const digits = String(suite.policy.hash_key ?? '').match(/../g) ?? [];
        const key = Uint8Array.from(digits, pair => parseInt(pair, 16));
        const pipeline = new Pipeline(schemas, policy, {
          validation: validation(ajvValidator()!),
          sha256,
          hash: hashWith(key),
          now: Date.now
        });
        const found = evaluate(pipeline, suite.consent, event);
        expect(difference(found, expected)).toBeNull();
      }
    }
  );

  it.each([
    [{ allowed_property: ['name'] }],
    [{ capsule: { sesion: 'drop' } }],
    [{ consent: 'ask' }],
    [{ capsule: { time: 'minute' } }]
  ])('should be refused where it is not understood: %j', entry => {
    const view = { allowed_schemas: { [ID]: entry }, schemas: [] };
    expect(() => readView(view as unknown as IPolicyView)).toThrow(PolicyError);
  });
});

describe('writtenView()', () => {
  it('should name every mistake and the nearest key', () => {
    const registry = new Registry();
    registry.register(SCHEMA);
    const write = (): IPolicyView =>
      writtenView({ allowed_schemas: { [ID]: { levle: 'x' } } }, registry);
    expect(write).toThrow('unknown key "levle"; did you mean "level"?');
  });

  it('should make what an event log goes by', async () => {
    const registry = new Registry(schemaCheck(ajvValidator()));
    registry.register(SCHEMA);
    const [sink, ports] = [new FakeSink(), new FakePorts()];
    const log = new EventLog({ sinks: [sink], ports });
    log.setPolicy(
      writtenView(
        { allowed_schemas: { [ID]: { level: 'technical' } } },
        registry
      )
    );
    log.setConsent({ [ID]: true });
    log.emit(ID, 1, { name: 'x', more: 'y' });
    await log.flush();
    expect(sink.records[0]).toMatchObject({
      data: { name: 'x' },
      redacted: ['*']
    });
  });
});

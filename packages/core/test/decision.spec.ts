import type { Disclosure, IConsentRecord } from '@jupyter-eventlog/core';
import {
  Registry,
  decide,
  disclose,
  isGranted,
  parsePolicy
} from '@jupyter-eventlog/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const ID = 'https://example.org/a';
const HERE = {
  name: 'journal',
  destination: 'this server',
  third_party: false,
  run_by: null,
  country: null,
  unknown: false
};
const registry = new Registry();
registry.register({
  $id: ID,
  version: 1,
  properties: {
    command: { categories: ['technical'] },
    path: { categories: ['user-content'] }
  }
});

const entry = fc.record(
  {
    level: fc.constantFrom('minimal', 'technical', 'content', 'full'),
    purpose: fc.constantFrom('improve', 'plan'),
    consent: fc.constantFrom('opt-in', 'opt-out'),
    user: fc.constantFrom('drop', 'hash', 'keep'),
    retention: fc.constantFrom('30d', '90d'),
    obfuscate: fc.constantFrom({}, { path: 'basename' }, { path: 'extension' })
  },
  { requiredKeys: ['purpose'] }
);
const said = fc.record({
  entry,
  answer: fc.constantFrom('yes', 'no', 'shown', 'closed'),
  scope: fc.constantFrom('all', 'purpose', 'schema'),
  signal: fc.boolean()
});

function disclosed(said: object): Disclosure {
  const policy = parsePolicy({ allowed_schemas: { [ID]: { ...said } } });
  expect(policy.errors).toEqual([]);
  return disclose(registry, policy, ID, [HERE]);
}

function recordOf(
  one: { entry: { purpose: string }; answer: string; scope: string },
  index: number
): IConsentRecord {
  const target = { all: null, purpose: one.entry.purpose, schema: ID };
  return {
    ...one,
    target: target[one.scope as keyof typeof target],
    time: `2026-01-${String(index + 1).padStart(2, '0')}T00:00:00.000000Z`,
    session: String(index),
    id: String(index),
    disclosures: { [ID]: disclosed(one.entry) }
  } as IConsentRecord;
}

describe('decide(), for every history', () => {
  it('should grant nothing after a no but by a later yes', () => {
    fc.assert(
      fc.property(fc.array(said), entry, fc.boolean(), (all, now, signal) => {
        const records = all.slice(0, 28).map(recordOf);
        const { [ID]: decision } = decide({ [ID]: disclosed(now) }, records, {
          now: Date.parse('2026-02-01T00:00:00Z'),
          validFor: Infinity,
          session: 'now',
          signal
        });
        const answers = records.filter(one => /yes|no/.test(one.answer));
        const last = answers[answers.length - 1];
        if (last?.answer === 'no') {
          expect(decision.status).toBe('off');
        }
        if (isGranted(decision)) {
          const basis = records.find(one => one.id === decision.record);
          expect(['yes', 'shown']).toContain(basis?.answer);
          expect(signal && !basis?.signal).toBe(false);
        }
      })
    );
  });
});

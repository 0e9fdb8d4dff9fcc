import type { IConsentView, IPolicyView } from '@jupyter-eventlog/core';
import { Signal } from '@lumino/signaling';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ConsentModel } from '@jupyter-eventlog/consent/pure';
import type {
  IConsentReply,
  IConsentSource
} from '@jupyter-eventlog/consent/pure';
import { ANALYTICS, HERE, consent, kind, policy, words } from './views';

class Source implements IConsentSource {
  state = 'ready' as const;
  policy: IPolicyView = policy([
    kind('a'),
    kind('b', { purpose: null }),
    kind('must', { mode: 'required' })
  ]);
  consent: IConsentView = consent();
  readonly policyChanged = new Signal<this, void>(this);
  readonly consentChanged = new Signal<this, void>(this);
  readonly sent: [IConsentReply[], string][] = [];
  readonly languages: string[] = [];
  readonly paused: boolean[] = [];
  failures = 0;
  refreshed = 0;

  async setConsent(
    replies: IConsentReply[],
    surface: string,
    language: string
  ): Promise<void> {
    this.sent.push([replies, surface]);
    this.languages.push(language);
    if (this.failures-- > 0) {
      throw new Error('down');
    }
    this.consent = consent(
      Object.fromEntries(
        replies.flatMap(({ answer, shown }) =>
          Object.keys(shown).map(id => [
            id,
            answer === 'shown' || answer === 'closed' ? 'asked' : answer
          ])
        )
      )
    );
    this.consentChanged.emit();
  }

  async setPaused(paused: boolean): Promise<void> {
    this.paused.push(paused);
    if (this.failures-- > 0) {
      throw new Error('down');
    }
  }

  async refresh(): Promise<void> {
    this.refreshed++;
  }
}

describe('ConsentModel', () => {
  let source: Source;
  let model: ConsentModel;
  let said: string[];

  beforeEach(() => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    source = new Source();
    model = new ConsentModel({
      source,
      words,
      now: () => new Date(2026, 10, 2, 14, 3, 5),
      pause: async () => undefined
    });
    said = [];
    model.changed.connect(() => {
      if (said[said.length - 1] !== model.feedback) {
        said.push(model.feedback);
      }
    });
  });

  it('should accept only what one yes may cover', async () => {
    await model.accept('toast');
    expect(source.sent).toEqual([
      [[{ answer: 'yes', scope: 'all', shown: { a: 'digest of a' } }], 'toast']
    ]);
    expect(model.feedback).toBe('On. Confirmed by the server at 14:03:05.');
  });

  it('should tell in which language it was read', async () => {
    await model.accept('toast');
    await model.turnOff('panel');
    expect(source.languages).toEqual(['en', 'en']);
  });

  it('should decline all that is asked', async () => {
    await model.decline('panel');
    expect(source.sent[0][0]).toEqual([
      {
        answer: 'no',
        scope: 'all',
        shown: { a: 'digest of a', b: 'digest of b' }
      }
    ]);
  });

  it('should decline what is new and leave what was agreed to', async () => {
    source.consent = consent({ a: 'yes' });
    await model.decline('panel');
    expect(source.sent[0][0]).toEqual([
      {
        answer: 'no',
        scope: 'schema',
        target: 'b',
        shown: { b: 'digest of b' }
      }
    ]);
  });

  it('should note what was shown, of what starts by notice alone', async () => {
    source.policy = policy([kind('a'), kind('b', { mode: 'opt-out' })]);
    expect(model.notice).toBe('digest of b');
    await model.shown('panel');
    expect(source.sent).toEqual([
      [
        [{ answer: 'shown', scope: 'all', shown: { b: 'digest of b' } }],
        'panel'
      ]
    ]);
    expect(model.feedback).toBe('');
  });

  it('should say what an OK comes to, and send none when all was told', async () => {
    source.policy = policy([kind('a', { mode: 'opt-out' })]);
    await model.confirm('toast');
    expect(model.feedback).toBe(
      'Noted. It starts with your next session, unless you say no. Confirmed by the server at 14:03:05.'
    );
    source.consent = consent({ a: 'told' });
    await model.confirm('panel');
    expect(source.sent).toHaveLength(1);
  });

  it('should say so when an OK could not be stored', async () => {
    source.policy = policy([kind('a', { mode: 'opt-out' })]);
    source.failures = 1;
    await model.confirm('toast');
    expect(model.feedback).toBe(
      'Your answer could not be stored, so it stays off.'
    );
  });

  it('should say no also to what was told of in this session', async () => {
    source.policy = policy([kind('a', { mode: 'opt-out' })]);
    source.consent = consent({ a: 'told' });
    expect(model.headline.actions).toEqual(['say-no', 'choose']);
    expect(model.prompt).toBeNull();
    await model.decline('panel');
    expect(source.sent[0][0]).toEqual([
      { answer: 'no', scope: 'all', shown: { a: 'digest of a' } }
    ]);
  });

  it('should note what was put away', async () => {
    await model.close();
    expect(source.sent).toEqual([
      [
        [
          {
            answer: 'closed',
            scope: 'all',
            shown: { a: 'digest of a', b: 'digest of b' }
          }
        ],
        'toast'
      ]
    ]);
  });

  it('should say when a withdrawal counts here, and when everywhere', async () => {
    source.failures = 1;
    await model.turnOff('panel');
    expect(said.filter(Boolean)).toEqual([
      'Off in this browser.',
      'Off in this browser. The server has not confirmed yet; trying again.',
      'What you turned off is off everywhere. Confirmed by the server at 14:03:05.'
    ]);
    expect(source.sent).toHaveLength(2);
  });

  it('should say "off everywhere" only when nothing else is recorded', async () => {
    source.policy = policy([kind('a')]);
    await model.turnOff('panel');
    expect(model.feedback).toBe(
      'Off everywhere. Confirmed by the server at 14:03:05.'
    );
  });

  it('should take a no while a yes is on its way', async () => {
    const yes = model.accept('toast');
    const no = model.turnOff('panel');
    await Promise.all([yes, no]);
    expect(source.sent.map(([answers]) => answers[0].answer)).toEqual([
      'yes',
      'no'
    ]);
    expect(said.join()).not.toContain('On.');
    expect(model.feedback).toMatch(/^What you turned off is off everywhere/);
  });

  it('should not say On when the server has not stored it', async () => {
    source.failures = 1;
    await model.set('a', true, 'panel');
    expect(model.headline.name).toBe('waiting-required');
    expect(source.refreshed).toBe(1);
    expect(model.feedback).toBe(
      'Your answer could not be stored, so it stays off.'
    );
  });

  it('should answer for a purpose, and for nothing that is required', async () => {
    source.policy = policy([
      kind('a'),
      kind('b'),
      kind('must', { mode: 'required' }),
      kind('else', { purpose: null })
    ]);
    source.consent = consent({ a: 'yes', b: 'no', must: 'always' });
    await model.setPurpose('improve', true, 'panel');
    await model.setPurpose('improve', false, 'panel');
    const shown = { a: 'digest of a', b: 'digest of b' };
    const about = { scope: 'purpose', target: 'improve', shown };
    expect(source.sent).toEqual([
      [[{ answer: 'yes', ...about }], 'panel'],
      [[{ answer: 'no', ...about }], 'panel']
    ]);
  });

  it('should say of a third party what the server has confirmed', async () => {
    source.policy = policy([
      kind('a', { destinations: [HERE, ANALYTICS] }),
      kind('b')
    ]);
    source.failures = 1;
    await model.setDestination('ga', false, 'panel');
    expect(source.sent[1][0]).toEqual([
      {
        answer: 'no',
        scope: 'destination',
        target: 'ga',
        shown: { a: 'digest of a' }
      }
    ]);
    expect(said.filter(Boolean)).toEqual([
      'The server has not confirmed yet.',
      'The server has not confirmed yet; trying again.',
      'Nothing more goes to Google Analytics. Confirmed by the server at 14:03:05.'
    ]);
    await model.setDestination('ga', true, 'panel');
    expect(model.feedback).toBe(
      'Google Analytics is on. Confirmed by the server at 14:03:05.'
    );
  });

  it('should leave a switch of a third party when nothing was stored', async () => {
    source.policy = policy([kind('a', { destinations: [ANALYTICS] })]);
    source.failures = 1;
    const turning = model.setDestination('ga', true, 'panel');
    expect(model.isDestinationPending('ga')).toBe(true);
    await turning;
    expect(model.isDestinationPending('ga')).toBe(false);
    expect(model.feedback).toBe(
      'Your answer could not be stored, so it stays off.'
    );
  });

  it('should say which destination takes nothing, and that a signal is overridden', () => {
    source.consent = consent(
      { a: 'yes' },
      {
        signal: true,
        failing: [{ destination: 'Kafka', since: '2026-11-02T13:20:00Z' }]
      }
    );
    expect(model.qualifiers).toEqual([
      `Riverside Data Team's Kafka has not accepted records since ${words.minute('2026-11-02T13:20:00Z')}. They are kept on this server until it does.`,
      'You said yes although your browser sends a privacy signal.'
    ]);
  });

  it('should send a second yes for one kind only once', async () => {
    const first = model.set('a', true, 'panel');
    expect(model.isPending('a')).toBe(true);
    await model.set('a', true, 'panel');
    await first;
    expect(source.sent).toHaveLength(1);
    expect(model.isPending('a')).toBe(false);
  });

  it('should forget what was confirmed when the server falls silent', async () => {
    await model.accept('toast');
    Object.assign(source, { state: 'unknown' });
    source.policyChanged.emit();
    expect(model.feedback).toBe('');
  });

  it('should say when a pause counts here, and when everywhere', async () => {
    source.failures = 1;
    await model.pause();
    expect(said.filter(Boolean)).toEqual([
      'Paused in this browser.',
      'Paused in this browser. The server has not confirmed yet; trying again.',
      'Paused. Confirmed by the server at 14:03:05.'
    ]);
    expect(source.paused).toEqual([true, true]);
  });

  it('should stay paused until the server confirms', async () => {
    source.failures = 1;
    await model.resume();
    expect(model.feedback).toBe(
      'The server has not confirmed, so it stays paused.'
    );
    await model.resume();
    expect(model.feedback).toBe(
      'Recording goes on. Confirmed by the server at 14:03:05.'
    );
  });

  it('should not repeat a pause that was taken back', async () => {
    source.failures = 1;
    const pausing = model.pause();
    await model.resume();
    await pausing;
    expect(source.paused).toEqual([true, false]);
  });

  it('should stop trying when disposed', async () => {
    source.failures = Infinity;
    const trying = model.turnOff('panel');
    model.dispose();
    await trying;
    expect(source.sent).toHaveLength(1);
  });

  it('should know nothing about the policy while the server is silent', () => {
    Object.assign(source, { state: 'unknown' });
    expect(model.policy).toBeNull();
    expect(model.kinds).toEqual([]);
  });
});

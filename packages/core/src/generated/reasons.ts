// Made by scripts/generate.mjs from schema/reasons.json: change that file.
export const NAMES = [
  'not-allowed',
  'no-consent',
  'sampled',
  'invalid',
  'duplicate',
  'stored'
] as const;

export const REASONS = {
  'not-allowed':
    'The policy does not list this schema, this version, or it has expired.',
  'no-consent':
    'The person whom the event is about has not said yes, or has said no.',
  sampled:
    'The policy keeps a share of the sessions, and this one is not in it.',
  invalid:
    'The event does not fit its schema, or nobody registered that schema.',
  duplicate: 'The journal holds this event already.',
  stored: 'The event is in the durable journal.'
} as const;

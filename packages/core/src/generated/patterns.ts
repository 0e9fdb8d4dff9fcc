// Made by scripts/generate.mjs from schema/meta/patterns.json: change that file.
export const TOKENS = {
  anchor: '[\\^$]',
  bar: '\\|',
  class: '\\[(?:\\^|(?!\\^))((?:[^\\\\\\[\\]]|\\\\.)+)\\]',
  close: '\\)',
  escape:
    '\\\\(?:[\\^$\\\\.*+?()\\[\\]{}|\\/]|[dDsSwW]|[fnrtv]|x[0-9A-Fa-f]{2}|u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}|u\\{(?:(?![Dd][89A-Fa-f][0-9A-Fa-f]{2}\\})[0-9A-Fa-f]{1,4}|(?:[1-9A-Fa-f]|10)[0-9A-Fa-f]{4})\\})',
  letter: '[^\\^$\\\\*+?()\\[\\]{}|]',
  member: '\\\\-|[^\\\\\\[\\]]',
  open: '\\((?:\\?:|(?!\\?))',
  repeat: '(?:[*+?]|\\{([0-9]{1,4})(?:(,)([0-9]{0,4}))?\\})\\??'
} as const;

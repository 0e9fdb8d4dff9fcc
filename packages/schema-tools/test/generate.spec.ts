import { execFileSync } from 'node:child_process';
import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JSONObject } from '@jupyter-eventlog/core';
import { Registry } from '@jupyter-eventlog/core';
import { ajvValidator } from '@jupyter-eventlog/core/ajv';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import { generate } from '../src/generate.mjs';
import { validatorOf } from '../src/validator.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const FOLDER = join(ROOT, 'conformance');
const SUITES = readdirSync(FOLDER)
  .filter(name => name.startsWith('keyword-'))
  .map(name => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')))
  .filter(suite => suite.cases[0].event && suite.schemas?.length === 1);

const DRAWN = {
  $id: 'https://example.org/schemas/chart-drawn',
  version: 2,
  title: 'Charts */ you draw',
  description: 'Each chart.',
  type: 'object',
  properties: {
    kind: {
      description: 'What it looks like.',
      enum: ['bar', 'line', 1],
      categories: ['interaction']
    },
    points: { type: 'array', items: { $ref: '#/definitions/point' } },
    size: { type: ['integer', 'null'] }
  },
  required: ['kind'],
  additionalProperties: false,
  definitions: {
    point: {
      type: 'object',
      properties: {
        x: { type: 'number' },
        next: { $ref: '#/definitions/point' }
      }
    }
  }
};

/** A schema as a registry holds it. */
function documentOf(schema: object): JSONObject {
  return new Registry().register(schema).document;
}

type Check = (data: object) => string | null;

/** The check in a module that was generated. */
async function load(code: string): Promise<Check> {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2020
    }
  });
  const address = `data:text/javascript,${encodeURIComponent(outputText)}`;
  return (await import(/* @vite-ignore */ address)).default;
}

// The compiler reads its own libraries each time.
describe('the type of a schema', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(ROOT, 'packages/schema-tools/.test-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(generate(DRAWN))) {
    writeFileSync(join(folder, name), text as string);
  }

  /** What tsc says of a page that emits some data. */
  const problems = (data: string): string[] => {
    const file = join(folder, 'page.ts');
    writeFileSync(
      file,
      `import type { ChartDrawn } from './chart-drawn.v2.js';
       import { CHART_DRAWN } from './chart-drawn.v2.js';
       declare function emitter<T extends object>(schema: { readonly _data?: T }): (data: T) => void;
       export const said: ChartDrawn['kind'] = 'bar';
       emitter(CHART_DRAWN)(${data});`
    );
    const program = ts.createProgram([file], {
      strict: true,
      noEmit: true,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      target: ts.ScriptTarget.ES2020,
      skipLibCheck: true,
      types: []
    });
    return ts
      .getPreEmitDiagnostics(program)
      .map(one => ts.flattenDiagnosticMessageText(one.messageText, ' '));
  };

  it('should let what fits compile', () => {
    expect(
      problems('{ kind: 1, points: [{ x: 1, next: {} }], size: null }')
    ).toEqual([]);
  });

  it.each([
    [
      'an unknown field',
      "{ kind: 'bar', colour: 'red' }",
      /'colour' does not exist/
    ],
    ['a wrong value', "{ kind: 'pie' }", /"pie"' is not assignable/],
    ['a missing field', '{}', /is not assignable/],
    [
      'a wrong field within',
      "{ kind: 'bar', points: [{ y: 1 }] }",
      /'y' does not exist/
    ]
  ])(
    'should not let %s compile',
    (_, data, message) => {
      expect(problems(data).join()).toMatch(message);
    },
    20_000
  );

  it('should tell what the author says, and end no comment', () => {
    const text = readFileSync(join(folder, 'chart-drawn.v2.ts'), 'utf8');
    expect(text).toContain('What it looks like.');
    expect(text).toContain('Categories: interaction.');
    expect(text).toContain('Charts *\\/ you draw: Each chart.');
  });
});

describe('the check of a schema', () => {
  it('should be tried with many', () => {
    expect(SUITES.length).toBeGreaterThan(60);
  });

  it.each(SUITES.map(suite => [suite.title, suite] as const))(
    'should judge as the server does: %s',
    async (_, suite) => {
      const code = validatorOf(documentOf(suite.schemas[0]));
      if (code === null) {
        expect(JSON.stringify(suite.schemas[0])).toMatch(
          /const|enum|uniqueItems/
        );
        return;
      }
      expect(code).not.toMatch(/\brequire\(|\beval\(|new Function/);
      const check = await load(code);
      for (const { event, expect: expected } of suite.cases) {
        const isFine = check(event.data) === null;
        expect([event.data, isFine]).toEqual([
          event.data,
          expected.status === 'stored'
        ]);
      }
    }
  );

  it('should name the same rule as what is compiled in the page', async () => {
    const document = documentOf(DRAWN);
    const check = await load(validatorOf(document)!);
    const compiled = ajvValidator()!(document);
    const wrong = { kind: 'bar', points: [{ x: 'one' }] };
    expect(check(wrong)).toMatch(/^does not fit #/);
    expect(check(wrong)).toBe(compiled(wrong));
  });
});

describe('jupyter-eventlog-schemas', () => {
  const run = (...args: string[]): string =>
    execFileSync(
      'node',
      [join(ROOT, 'packages/schema-tools/src/cli.mjs'), ...args],
      {
        encoding: 'utf8',
        stdio: 'pipe'
      }
    );

  it('should tell what it made, and what is wrong', () => {
    const folder = mkdtempSync(join(tmpdir(), 'schemas-'));
    const file = join(folder, 'v1.json');
    writeFileSync(file, JSON.stringify(DRAWN));
    expect(JSON.parse(run('--json', '--out', folder, file))).toEqual([
      { schema: file, files: ['chart-drawn.v2.ts', 'chart-drawn.v2.check.ts'] }
    ]);
    writeFileSync(file, JSON.stringify({ ...DRAWN, multipleOf: 0.5 }));
    expect(() => run('--out', folder, file)).toThrow('chart-drawn#/multipleOf');
    rmSync(folder, { recursive: true });
  });
});

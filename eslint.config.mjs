import js from '@eslint/js';
import jupyter from '@jupyter/eslint-plugin';
import prettier from 'eslint-plugin-prettier/recommended';
import tseslint from 'typescript-eslint';

const middle = ['sinks', 'telemetry', 'consent', 'command-tracker'];

export default tseslint.config(
  {
    ignores: [
      '**/.venv/**',
      '**/lib/**',
      '**/node_modules/**',
      '**/labextension/**',
      '**/test-results/**',
      'docs/_build/**',
      '**/playwright-report/**',
      '**/*.d.ts'
    ]
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  { plugins: { jupyter } },
  ...jupyter.configs.recommended,
  {
    files: ['packages/*/src/**/*.{ts,tsx}'],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname
      }
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/naming-convention': [
        'error',
        {
          selector: 'interface',
          format: ['PascalCase'],
          custom: { regex: '^I[A-Z]', match: true }
        }
      ]
    }
  },
  {
    files: ['packages/core/src/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['@jupyterlab/*', '@lumino/*', '@jupyter-eventlog/*'],
              message: 'core knows nobody.'
            }
          ]
        }
      ]
    }
  },
  {
    files: ['packages/{command-tracker,consent,sinks}/src/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [...middle, 'extension'].map(
                name => `@jupyter-eventlog/${name}`
              ),
              message: 'Packages around core know core alone.'
            }
          ]
        }
      ]
    }
  },
  {
    files: ['packages/*/test/**', 'ui-tests/tests/**'],
    rules: {
      'jupyter/command-described-by': 'off',
      'jupyter/no-untranslated-string': 'off'
    }
  },
  {
    files: ['ui-tests/tests/fixtures/**', 'ui-tests/tests/lite.spec.ts'],
    // Playwright reads which fixtures a fixture needs from this pattern.
    rules: { 'no-empty-pattern': 'off' }
  },
  {
    // What runs in a page, or is given to one.
    files: ['benchmarks/browser/pages.mjs', 'benchmarks/browser/pages/**'],
    languageOptions: {
      globals: {
        bench: 'readonly',
        crossOriginIsolated: 'readonly',
        fetch: 'readonly',
        performance: 'readonly'
      }
    }
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        URLSearchParams: 'readonly',
        setTimeout: 'readonly',
        module: 'writable',
        require: 'readonly'
      }
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' }
  },
  prettier
);

import type { JSONObject } from '@jupyter-eventlog/core';
import { digest } from '@jupyter-eventlog/core/hash';
import {
  receipt,
  shownText,
  situationOf,
  wordsOf
} from '@jupyter-eventlog/consent';
import type { IKeptAnswer } from '@jupyter-eventlog/telemetry/site';
import { Site } from '@jupyter-eventlog/telemetry/site';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { ITranslator } from '@jupyterlab/translation';

const ANSWERS = '@jupyter-eventlog/extension:answers';

/** The half that a server would be, for a site that has none. */
export function makeSite(
  config: JSONObject,
  registry: ISettingRegistry | null,
  translator: ITranslator
): Site {
  const bundle = translator.load('jupyter_eventlog');
  const words = wordsOf(bundle, translator.languageCode);
  return new Site({
    config,
    store: {
      // Another tab may have written meanwhile.
      load: async () => (await settingsOf(registry).reload(ANSWERS)).composite,
      save: async content => {
        const raw = JSON.stringify(content, null, 2);
        await settingsOf(registry).upload(ANSWERS, raw);
      }
    },
    signal: isSignalled,
    textOf: (surface, policy, consent) =>
      shownText(
        surface,
        { ...situationOf(policy, consent, 'ready'), lite: true },
        words
      ),
    receiptsOf: answers =>
      answers.map((one, index) => {
        const inUTC = wordsOf(bundle, one.language, 'UTC');
        const { record, readable } = receipt(
          receiptRecord(one, answers[index - 1]),
          inUTC
        );
        return { ...record, readable } as unknown as JSONObject;
      })
  });
}

/** An answer as its receipt names it. */
function receiptRecord(
  answer: IKeptAnswer,
  before: IKeptAnswer | undefined
): Parameters<typeof receipt>[0] {
  const { id, time, scope, target, surface, language, text } = answer;
  const modes = Object.values(answer.disclosures).map(({ mode }) => mode);
  return {
    id,
    subject: 'this browser',
    actor: 'this browser',
    time,
    answer: answer.answer,
    scope: scope === 'all' ? { kind: 'all' } : { kind: scope, id: target! },
    disclosure: digest(answer.disclosures),
    text,
    language,
    surface,
    app: 'JupyterLite',
    version: '',
    previous: before?.id ?? null,
    basis:
      (['opt-in', 'opt-out'] as const).find(mode => modes.includes(mode)) ??
      'required'
  };
}

function settingsOf(registry: ISettingRegistry | null): ISettingRegistry {
  if (!registry) {
    throw new Error('There are no settings to keep an answer in.');
  }
  return registry;
}

/** Global Privacy Control or Do Not Track. */
function isSignalled(): boolean {
  const { globalPrivacyControl, doNotTrack } = navigator as Navigator & {
    readonly globalPrivacyControl?: boolean;
  };
  return globalPrivacyControl === true || doNotTrack === '1';
}

import { Token } from '@lumino/coreutils';
import type { ConsentModel } from './model.js';

/** What a person is told, and what they answer, in this application. */
export const IConsentModel = new Token<ConsentModel>(
  '@jupyter-eventlog/consent:IConsentModel',
  'What a person is told about data collection here, and what they answer.'
);

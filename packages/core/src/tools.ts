import type { SchemaCheck } from './dialect.js';
import type { SHA256 } from './stages/consent.js';
import type { IValidatorFactory } from './stages/validate.js';
import type { Hash } from './transforms.js';

/** What is too heavy to load before anything is collected. */
export interface ITools {
  /** Null where the server validates. */
  readonly validator: IValidatorFactory | null;

  /** Null where nothing can be hashed: sampled schemas are then off. */
  readonly hashes: {
    readonly sha256: SHA256;
    readonly hashWith: (key: Uint8Array) => Hash;
  } | null;

  /** Null where schemas are taken as they are given. */
  readonly check: SchemaCheck | null;
}

/** Nothing at hand: the server checks and validates, and nothing is hashed. */
export const NO_TOOLS: ITools = { validator: null, hashes: null, check: null };

/** Load ajv, the hashes and the rules of the dialect. */
export async function loadTools(): Promise<ITools> {
  const [{ ajvValidator }, hashes, { checkSchema }] = await Promise.all([
    import('./ajv.js'),
    import('./hash.js'),
    import('./dialect/check.js')
  ]);
  return { validator: ajvValidator(), hashes, check: checkSchema };
}

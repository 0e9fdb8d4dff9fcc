import type { SHA256 } from './stages/consent.js';
import type { Validation } from './stages/validate.js';
import type { Hash } from './transforms.js';

/** What is too heavy to load before anything is collected. */
export interface ITools {
  /** Null where the server validates. */
  readonly validation: Validation | null;

  /** Null where nothing can be hashed: sampled schemas are then off. */
  readonly hashes: {
    readonly sha256: SHA256;
    readonly hashWith: (key: Uint8Array) => Hash;
  } | null;
}

/** Nothing at hand: the server validates, and nothing is hashed. */
export const NO_TOOLS: ITools = { validation: null, hashes: null };

/** What a policy asks of the tools. */
export interface INeeds {
  /** Whether something is sampled, or hashed in this page. */
  readonly hashes: boolean;
}

/** Load ajv and, where they are needed, the hashes. */
export async function loadTools(needs: INeeds): Promise<ITools> {
  const [{ ajvValidator }, { validation }, hashes] = await Promise.all([
    import('./ajv.js'),
    import('./stages/validate.js'),
    needs.hashes ? import('./hash.js') : null
  ]);
  const factory = ajvValidator();
  return { validation: factory && validation(factory), hashes };
}

import type { CheckLoader } from './schemaOf.js';
import type { SHA256 } from './stages/consent.js';
import type { Check, Validation } from './stages/validate.js';
import type { Hash } from './transforms.js';

/** What is too heavy to load before anything is collected. */
export interface ITools {
  /** Null where the server validates. */
  readonly validation: Validation | null;

  /** Null where nothing can be hashed: sampled schemas are then off. */
  readonly hashes: {
    readonly sha256: SHA256;

    /** HMAC-SHA-256 with a key, in lower-case hexadecimal. */
    readonly hashWith: (key: Uint8Array) => Hash;
  } | null;
}

/** Nothing at hand: the server validates, and nothing is hashed. */
export const NO_TOOLS: ITools = { validation: null, hashes: null };

/** What a policy asks of the tools. */
export interface INeeds {
  /** Whether something is sampled, or hashed in this page. */
  readonly hashes: boolean;

  /** What loads the compiled checks of schemas, by id and version. */
  readonly checks: ReadonlyMap<string, CheckLoader>;

  /** Whether a schema has no compiled check. */
  readonly ajv: boolean;
}

/** Load the checks of schemas and, where they are needed, ajv and the hashes. */
export async function loadTools(needs: INeeds): Promise<ITools> {
  const [ajv, { validation }, hashes, checks] = await Promise.all([
    needs.ajv ? import('./ajv.js') : null,
    import('./stages/validate.js'),
    needs.hashes ? import('./hash.js') : null,
    loadChecks(needs.checks)
  ]);
  // Null where the page forbids to compile.
  const factory = ajv?.ajvValidator() ?? null;
  return { validation: validation(factory, checks), hashes };
}

/** A check that cannot be loaded is none: the server has its own. */
async function loadChecks(
  loaders: INeeds['checks']
): Promise<Map<string, Check>> {
  const found = new Map<string, Check>();
  await Promise.all(
    [...loaders].map(async ([name, load]) => {
      try {
        found.set(name, (await load()).default);
      } catch {
        // As if there were none.
      }
    })
  );
  return found;
}

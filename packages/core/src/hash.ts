import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonical } from './json.js';
import type { Hash } from './transforms.js';
import { hashed } from './transforms.js';

export { sha256 };

/** The transform `hash` under a key: 32 hex digits of HMAC-SHA-256. */
export function hashWith(key: Uint8Array): Hash {
  return value => bytesToHex(hmac(sha256, key, hashed(value))).slice(0, 32);
}

/** 32 hex digits that stand for a text under a key. */
export function code(key: Uint8Array, text: string): string {
  return bytesToHex(hmac(sha256, key, utf8ToBytes(text))).slice(0, 32);
}

/** The first 32 hex digits of SHA-256 over the canonical JSON of a value. */
export function digest(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonical(value)))).slice(0, 32);
}

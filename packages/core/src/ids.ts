const HEX = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0')
);

/** A UUID of a version from 16 random bytes. */
export function uuid(version: number, random: Uint8Array): string {
  let hex = '';
  for (let index = 0; index < 16; index++) {
    hex += HEX[random[index]];
  }
  const variant = '89ab'[(random[8] >> 4) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${version}${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

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

/** A UUIDv7: ids that sort by the time they were made. */
export function uuid7(now: number, random: Uint8Array): string {
  const time = Math.floor(now).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}${uuid(7, random).slice(13)}`;
}

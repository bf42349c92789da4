import { require } from './broken.mjs';

/** A number in 8 bytes, big endian. */
export function bytes8(number) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(number));
  return bytes;
}

/** A number in 4 bytes, big endian. */
export function bytes4(number) {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(Number(number));
  return bytes;
}

/** A text behind its length in 4 bytes. */
export function text(value) {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([bytes4(bytes.length), bytes]);
}

/** Bytes that a statement ends in. */
export function bytes32(bytes) {
  require(bytes.length === 32, 'BALLOT_SIGNATURE');
  return bytes;
}

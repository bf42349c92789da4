import { require } from './broken.mjs';

const maxLineBytes = 4 << 20;
const newline = 0x0a;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The lines of a stream, one at a time and without their newlines. Ends with BUNDLE_TRUNCATED where the file ends within a line. */
export async function* linesOf(stream) {
  let rest = Buffer.alloc(0);
  for await (const chunk of stream) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = rest.indexOf(newline, start); end >= 0; end = rest.indexOf(newline, start)) {
      yield rest.subarray(start, end);
      start = end + 1;
    }

    rest = rest.subarray(start);
    require(rest.length <= maxLineBytes, 'BUNDLE_FORM');
  }

  require(rest.length === 0, 'BUNDLE_TRUNCATED');
}

/** The object of a line that is spelt in the one way. */
export function objectOf(line) {
  let text;
  let value;
  try {
    text = strict.decode(line);
    value = JSON.parse(text);
  } catch {
    require(false, 'BUNDLE_FORM');
  }

  require(value !== null && typeof value === 'object' && !Array.isArray(value) && JSON.stringify(value) === text, 'BUNDLE_FORM');
  return value;
}

/** Whether an object has exactly these keys, in this order. */
export function has(value, ...keys) {
  const found = Object.keys(value);
  return found.length === keys.length && keys.every((key, i) => found[i] === key);
}

/** A whole number from 0 to 2^53 - 1. */
export function numberOf(value) {
  require(Number.isSafeInteger(value) && value >= 0, 'BUNDLE_FORM');
  return value;
}

/** A string without control characters other than the newline. */
export function stringOf(value) {
  require(typeof value === 'string' && !/[\u0000-\u0009\u000b-\u001f]/.test(value), 'BUNDLE_FORM');
  return value;
}

/** Bytes in canonical base64. */
export function bytesOf(value) {
  const bytes = typeof value === 'string' ? base64(value) : null;
  require(bytes !== null, 'BUNDLE_FORM');
  return bytes;
}

/** The bytes of canonical base64, or null. */
export function base64(text) {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

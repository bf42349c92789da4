import { Broken, require } from './broken.mjs';
import { Choice, Entry, oneOf } from './schema.mjs';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const fail = () => require(false, 'ENTRY_FORM');

/** Reads an entry in its one spelling; anything else is ENTRY_FORM. */
export function readEntry(bytes) {
  const entry = readMessage(bytes, Entry);
  require(entry.fact !== null, 'ENTRY_FORM');
  require(Object.values(entry.fact).filter((fact) => fact !== null).length <= 1, 'ENTRY_FORM');
  return entry;
}

/** Reads a choice; null where the bytes are none. */
export function readChoice(bytes) {
  try {
    return readMessage(bytes, Choice);
  } catch (broken) {
    if (!(broken instanceof Broken)) throw broken;
    return null;
  }
}

function absent(type) {
  if (Array.isArray(type)) return [];
  if (typeof type === 'object') return null;
  return { packed: [], packed32: [], int32: 0, optional32: null, int: 0n, bool: false, bytes: Buffer.alloc(0), text: '' }[type];
}

function readMessage(bytes, schema) {
  const message = Object.fromEntries(Object.values(schema).map(([name, type]) => [name, absent(type)]));
  const input = { bytes, at: 0 };
  let last = 0;
  while (input.at < bytes.length) {
    const tag = Number(readVarint(input));
    const [number, wire] = [Math.floor(tag / 8), tag % 8];
    const [name, type] = schema[number] ?? [null, null];
    const isRepeated = Array.isArray(type);
    if (number < 1 || number < last || (number === last && !isRepeated && name !== null)) fail();
    last = number;
    const raw = readRaw(input, wire);
    if (name === null) continue;
    const value = typed(isRepeated ? type[0] : type, wire, raw, isRepeated);
    if (isRepeated) message[name].push(value);
    else message[name] = value;
  }

  if ((schema[oneOf] ?? []).filter((name) => message[name] !== null).length > 1) fail();
  return message;
}

function typed(type, wire, raw, isRepeated) {
  const isVarint = ['int', 'int32', 'optional32', 'bool'].includes(type);
  if (wire !== (isVarint ? 0 : 2)) fail();
  if (typeof type === 'object') return readMessage(raw, type);
  // What has the value that is meant by absence is absent.
  if (!isRepeated && type !== 'optional32' && (isVarint ? raw === 0n : raw.length === 0)) fail();
  if (type === 'int') return BigInt.asIntN(64, raw);
  if (type === 'int32' || type === 'optional32') return int32(raw);
  if (type === 'bytes') return raw;
  if (type === 'packed') return readPacked(raw);
  if (type === 'packed32') return readPacked(raw).map(int32);
  if (type === 'bool') return raw === 1n ? true : fail();
  try {
    return strict.decode(raw);
  } catch {
    return fail();
  }
}

function int32(raw) {
  const value = BigInt.asIntN(64, raw);
  return BigInt.asIntN(32, value) === value ? Number(value) : fail();
}

function readPacked(bytes) {
  const values = [];
  for (const input = { bytes, at: 0 }; input.at < bytes.length;) values.push(BigInt.asIntN(64, readVarint(input)));
  return values;
}

function readRaw(input, wire) {
  if (wire === 0) return readVarint(input);
  if (wire !== 2 && wire !== 1 && wire !== 5) fail();
  const length = wire === 2 ? Number(readVarint(input)) : wire === 1 ? 8 : 4;
  if (length > input.bytes.length - input.at) fail();
  input.at += length;
  return input.bytes.subarray(input.at - length, input.at);
}

/** At most ten bytes, and as short as it can be. */
function readVarint(input) {
  let value = 0n;
  for (let i = 0; i < 10; i++) {
    if (input.at >= input.bytes.length) fail();
    const byte = input.bytes[input.at++];
    value |= BigInt(byte & 0x7f) << BigInt(7 * i);
    if (byte < 0x80) {
      if ((byte === 0 && i > 0) || value >> 64n !== 0n) fail();
      return value;
    }
  }

  return fail();
}

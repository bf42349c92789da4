import { Choice } from './schema.mjs';

/** The bytes of a message in its one spelling. */
export function messageOf(schema, message) {
  const parts = [];
  for (const [number, [name, type]] of Object.entries(schema)) {
    const values = Array.isArray(type) ? message[name] : [message[name]];
    const single = Array.isArray(type) ? type[0] : type;
    for (const value of values) parts.push(fieldOf(Number(number), single, value, Array.isArray(type)));
  }

  return Buffer.concat(parts);
}

/** The bytes of a choice. */
export const textOf = (choice) => messageOf(Choice, choice);



function fieldOf(number, type, value, isRepeated) {
  if (type === 'int' || type === 'int32' || type === 'bool') {
    const amount = BigInt(value);
    return amount === 0n && !isRepeated ? Buffer.alloc(0) : Buffer.concat([varint(BigInt(number * 8)), varint(BigInt.asUintN(64, amount))]);
  }

  const bytes = type === 'text' ? Buffer.from(value, 'utf8') : type === 'bytes' ? value : messageOf(type, value);
  return bytes.length === 0 && !isRepeated ? bytes : Buffer.concat([varint(BigInt(number * 8 + 2)), varint(BigInt(bytes.length)), bytes]);
}

function varint(value) {
  const bytes = [];
  for (; value >= 0x80n; value >>= 7n) bytes.push(Number(value & 0x7fn) | 0x80);
  return Buffer.from([...bytes, Number(value)]);
}

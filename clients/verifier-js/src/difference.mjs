/** Where two messages of one schema first differ, in the order of their fields: number, path and both values; null where they say the same. */
export function firstDifference(schema, expected, found) {
  for (const [number, [name, type]] of Object.entries(schema)) {
    const difference = isList(type) ? ofList(name, type, expected[name], found[name]) : ofValue(name, type, expected[name], found[name]);
    if (difference !== null) return { ...difference, field: Number(number) };
  }

  return null;
}

const isList = (type) => Array.isArray(type) || type === 'packed' || type === 'packed32';

function ofList(name, type, expected, found) {
  for (let i = 0; i < Math.min(expected.length, found.length); i++) {
    const difference = ofValue(`${name}[${i}]`, Array.isArray(type) ? type[0] : type, expected[i], found[i]);
    if (difference !== null) return difference;
  }

  return expected.length === found.length ? null : { path: `${name}.length`, expected: `${expected.length}`, found: `${found.length}` };
}

function ofValue(path, type, expected, found) {
  if (typeof type !== 'object') return expected === found ? null : { path, expected: textOf(expected), found: textOf(found) };
  if (expected === null || found === null) return expected === found ? null : { path, expected: textOf(expected), found: textOf(found) };
  const inner = firstDifference(type, expected, found);
  return inner && { ...inner, path: `${path}.${inner.path}` };
}

const textOf = (value) => (value === null ? '-' : typeof value === 'object' ? '+' : String(value));

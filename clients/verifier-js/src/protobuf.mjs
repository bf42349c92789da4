import { require } from './broken.mjs';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const fail = () => require(false, 'ENTRY_FORM');

// number: [name, type]; a type is int, bool, bytes, text, a message, or one of them in a list.
const Option = { 1: ['id', 'text'] };
const OptionTally = { 1: ['option', 'text'], 2: ['headcount', 'int'], 3: ['areaCm2', 'int'] };
const ClauseFinding = { 1: ['clause', 'text'], 2: ['held', 'bool'], 3: ['have', 'int'], 4: ['base', 'int'], 5: ['shortfall', 'int'] };
const OfPoll = { 1: ['poll', 'int'] };
const Fact = {
  80: ['pollAnnounced', {
    1: ['question', 'text'], 2: ['options', [Option]], 5: ['rulePack', 'text'], 6: ['rulePackVersion', 'text'], 7: ['rulePackHash', 'bytes'],
    8: ['secrecy', 'int'], 11: ['opensAt', 'int'], 12: ['closesAt', 'int'], 16: ['matter', 'text'],
    17: ['effectiveRule', 'bytes'], 18: ['effectiveRuleHash', 'bytes'],
  }],
  84: ['pollExtended', { ...OfPoll, 2: ['closesAt', 'int'], 3: ['opensAt', 'int'], 7: ['paperEntryUntil', 'int'] }],
  86: ['pollOpened', { ...OfPoll, 2: ['rollRoot', 'bytes'], 3: ['entitledHeadcount', 'int'], 4: ['entitledAreaCm2', 'int'], 5: ['voterCount', 'int'] }],
  88: ['ballotCast', {
    ...OfPoll, 2: ['voter', 'int'], 3: ['commitment', 'bytes'], 4: ['ordinal', 'int'], 5: ['previousLeaf', 'bytes'], 6: ['replaces', 'int'],
    7: ['device', 'int'], 8: ['signature', 'bytes'], 9: ['channel', 'int'], 10: ['castBy', 'int'], 11: ['authorization', 'int'],
    12: ['paper', 'int'],
  }],
  89: ['pollClosed', { ...OfPoll, 2: ['ballotCount', 'int'], 3: ['lastLeaf', 'bytes'], 4: ['votedHeadcount', 'int'], 5: ['votedAreaCm2', 'int'] }],
  90: ['resultDeclared', {
    ...OfPoll, 2: ['passed', 'bool'], 3: ['tally', [OptionTally]], 4: ['findings', [ClauseFinding]],
    5: ['silentTally', [OptionTally]], 6: ['withheld', 'bool'], 8: ['passedByReturned', 'bool'],
  }],
  91: ['pollVoided', OfPoll],
  100: ['deviceRegistered', {
    1: ['resident', 'int'], 2: ['publicKey', 'bytes'], 3: ['activeFrom', 'int'], 4: ['possessionSignature', 'bytes'], 5: ['approvedBy', 'int'],
    6: ['approvalSignature', 'bytes'], 7: ['recovery', 'int'],
  }],
  101: ['deviceRevoked', { 1: ['resident', 'int'], 2: ['device', 'int'] }],
  105: ['proxyAuthorized', {
    1: ['principal', 'int'], 2: ['proxy', 'int'], 3: ['polls', 'packed'], 4: ['matters', ['text']], 5: ['validUntil', 'int'], 6: ['recordedBy', 'int'],
    8: ['device', 'int'], 9: ['signature', 'bytes'],
  }],
  106: ['proxyRevoked', { 1: ['authorization', 'int'] }],
  110: ['paperIssued', { ...OfPoll, 2: ['firstSerial', 'int'], 3: ['voters', 'packed'], 4: ['announcementLeaf', 'bytes'] }],
  111: ['paperReturned', { ...OfPoll, 2: ['serials', 'packed'] }],
  112: ['paperEntered', { ...OfPoll, 2: ['serial', 'int'], 3: ['voter', 'int'], 4: ['commitment', 'bytes'] }],
  113: ['paperEntryVoided', { ...OfPoll, 2: ['serial', 'int'] }],
  114: ['paperCountFinished', {
    ...OfPoll, 2: ['issued', 'int'], 3: ['returned', 'int'], 4: ['spoiled', 'int'], 5: ['counted', 'int'], 6: ['uncounted', 'int'],
  }],
  115: ['paperSpoiled', { ...OfPoll, 2: ['serial', 'int'] }],
  118: ['scrutineerNamed', OfPoll],
  119: ['scrutineerRemoved', OfPoll],
  120: ['ballotStruck', { ...OfPoll, 2: ['ordinal', 'int'], 3: ['voter', 'int'] }],
  123: ['evidenceErased', OfPoll],
};
const Entry = { 1: ['sequence', 'int'], 2: ['timeMicros', 'int'], 3: ['account', 'int'], 4: ['nonce', 'bytes'], 5: ['fact', Fact] };

/** Reads an entry in its one spelling; anything else is ENTRY_FORM. */
export function readEntry(bytes) {
  const entry = readMessage(bytes, Entry);
  require(entry.fact !== null, 'ENTRY_FORM');
  require(Object.values(entry.fact).filter((fact) => fact !== null).length <= 1, 'ENTRY_FORM');
  return entry;
}

function absent(type) {
  if (Array.isArray(type)) return [];
  if (typeof type === 'object') return null;
  return { packed: [], int: 0n, bool: false, bytes: Buffer.alloc(0), text: '' }[type];
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

  return message;
}

function typed(type, wire, raw, isRepeated) {
  const isVarint = type === 'int' || type === 'bool';
  if (wire !== (isVarint ? 0 : 2)) fail();
  if (typeof type === 'object') return readMessage(raw, type);
  // What has the value that is meant by absence is absent.
  if (!isRepeated && (isVarint ? raw === 0n : raw.length === 0)) fail();
  if (type === 'int') return BigInt.asIntN(64, raw);
  if (type === 'bytes') return raw;
  if (type === 'packed') return readPacked(raw);
  if (type === 'bool') return raw === 1n ? true : fail();
  try {
    return strict.decode(raw);
  } catch {
    return fail();
  }
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

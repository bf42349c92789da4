import { createPublicKey, verify } from 'node:crypto';
import { base64 } from './lines.mjs';
import { sha256 } from './tree.mjs';

const spkiOfEd25519 = Buffer.from('302a300506032b6570032100', 'hex');
const maxSignatures = 64;

/** Whether the key of 32 bytes made the signature of 64 bytes. */
export function verifyEd25519(publicKey, message, signature) {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  try {
    return verify(null, message, createPublicKey({ key: Buffer.concat([spkiOfEd25519, publicKey]), format: 'der', type: 'spki' }), signature);
  } catch {
    return false;
  }
}

const isName = (name) => name.length > 0 && !/[\s+]/u.test(name);

const idOf = (name, typed) => sha256(Buffer.from(`${name}\n`), typed).subarray(0, 4);

/** Reads a verifier key of this type (1 Ed25519, 4 a witness's); null where it is none. */
export function parseKey(text, type = 1) {
  const parts = /^([^+]*)\+([^+]*)\+(.*)$/s.exec(text);
  if (parts === null || !isName(parts[1])) return null;
  const typed = base64(parts[3]);
  if (typed === null || typed.length !== 33 || typed[0] !== type) return null;
  const id = idOf(parts[1], typed);
  return id.toString('hex') === parts[2] ? { name: parts[1], id, publicKey: typed.subarray(1) } : null;
}

/** Text and signatures of a signed note; null where its form is not exact. */
export function parseNote(note) {
  const split = note.lastIndexOf('\n\n');
  if (!note.endsWith('\n') || split < 0) return null;
  const signatures = [];
  for (const line of note.slice(split + 2).split('\n').slice(0, -1)) {
    const parts = /^— ([^ ]+) ([^ ]+)$/u.exec(line);
    const bytes = parts !== null && isName(parts[1]) ? base64(parts[2]) : null;
    if (bytes === null || bytes.length <= 4) return null;
    signatures.push({ name: parts[1], id: bytes.subarray(0, 4), signature: bytes.subarray(4) });
  }

  return signatures.length >= 1 && signatures.length <= maxSignatures ? { text: note.slice(0, split + 1), signatures } : null;
}

const claimedBy = (note, key) => note.signatures.filter((one) => one.name === key.name && one.id.equals(key.id));

/** The checkpoint that a key signed; null where it signed none. */
export function verifyCheckpoint(text, key) {
  const note = parseNote(text);
  if (note === null) return null;
  const claimed = claimedBy(note, key);
  const message = Buffer.from(note.text);
  if (claimed.length === 0 || !claimed.every((one) => verifyEd25519(key.publicKey, message, one.signature))) return null;
  const [origin, size, root, ...extensions] = note.text.split('\n').slice(0, -1);
  if (!origin || !/^(0|[1-9][0-9]*)$/.test(size ?? '') || extensions.some((line) => line === '')) return null;
  const hash = base64(root ?? '');
  return hash !== null && hash.length === 32 ? { origin, size: BigInt(size), root: hash } : null;
}

/** Whether a witness cosigned a note: cosignature/v1 of C2SP tlog-cosignature. */
export function isCosigned(text, witness) {
  const note = parseNote(text);
  if (note === null) return false;
  const claimed = claimedBy(note, witness).filter((one) => one.signature.length === 72);
  return claimed.some((one) => {
    const time = one.signature.readBigUInt64BE(0);
    return verifyEd25519(witness.publicKey, Buffer.from(`cosignature/v1\ntime ${time}\n${note.text}`), one.signature.subarray(8));
  });
}

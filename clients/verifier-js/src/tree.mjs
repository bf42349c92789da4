import { createHash } from 'node:crypto';

export const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const leafPrefix = Buffer.from([0]);
const nodePrefix = Buffer.from([1]);

export const leafHash = (bytes) => sha256(leafPrefix, bytes);
const nodeHash = (left, right) => sha256(nodePrefix, left, right);

/** The right edge of a Merkle tree that is walked from left to right. */
export class Walk {
  #subtrees = [];
  place = 0n;

  /** Takes a complete subtree of 2^level leaves; false where none can stand here. */
  take(level, hash) {
    const leaves = 1n << BigInt(level);
    if (level >= 62 || hash.length !== 32 || this.place % leaves !== 0n) return false;
    this.#subtrees.push({ level, hash });
    this.place += leaves;
    for (let last = this.#subtrees.length - 1; last > 0 && this.#subtrees[last - 1].level === this.#subtrees[last].level; last--) {
      const right = this.#subtrees.pop();
      const left = this.#subtrees.pop();
      this.#subtrees.push({ level: left.level + 1, hash: nodeHash(left.hash, right.hash) });
    }

    return true;
  }

  root() {
    if (this.#subtrees.length === 0) return sha256();
    return this.#subtrees.map((subtree) => subtree.hash).reduceRight((right, left) => nodeHash(left, right));
  }
}

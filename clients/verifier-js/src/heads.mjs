import { require } from './broken.mjs';
import { isCosigned, parseKey, verifyCheckpoint } from './note.mjs';

/** The signed heads on the way, and those that somebody kept. */
export class Heads {
  #header;
  #kept;
  #witnesses;
  #origin = null;
  size = 0n;
  newest = '';
  #seen = [];

  constructor(header, expected) {
    this.#header = header;
    this.#witnesses = expected.witnesses.map((key) => parseKey(key, 4));
    this.#kept = expected.heads
      .map((note) => ({ note, head: verifyCheckpoint(note, header.verifier) }))
      .filter(({ head }) => head !== null && this.#isOfLedger(head.origin));
  }

  get unreached() {
    return this.#kept.length;
  }

  take(note, walk) {
    const head = verifyCheckpoint(note, this.#header.verifier);
    require(head !== null, 'HEAD_SIGNATURE');
    this.#origin ??= head.origin;
    require(this.#isOfLedger(head.origin) && head.origin === this.#origin, 'HEAD_ORIGIN');
    require(head.size === walk.place, 'HEAD_SIZE');
    require(head.root.equals(walk.root()), 'HEAD_ROOT');
    [this.size, this.newest] = [head.size, note];
    for (const kept of this.#kept.filter((one) => one.head.size === head.size && one.head.origin === head.origin)) {
      require(kept.head.root.equals(head.root), 'HEAD_FORKED', { keptHead: kept.note, shownHead: note });
    }

    this.#kept = this.#kept.filter((one) => one.head.size !== head.size || one.head.origin !== head.origin);
    this.#seen.push({ note, size: head.size });
  }

  /** Whether every expected witness cosigned a head behind this size. */
  requireWitnesses(size) {
    const covering = this.#seen.filter((head) => head.size >= size);
    for (const witness of this.#witnesses) {
      require(witness !== null && covering.some((head) => isCosigned(head.note, witness)), 'WITNESS_MISSING');
    }
  }

  #isOfLedger(origin) {
    const name = `${this.#header.verifier.name}/${this.#header.ledger}`;
    return origin.startsWith(name) && /^(#[1-9][0-9]*(-[0-9a-f]{8})?)?$/.test(origin.slice(name.length));
  }
}

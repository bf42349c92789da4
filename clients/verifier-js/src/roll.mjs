import { require } from './broken.mjs';
import { bytes4, bytes8, text } from './numbers.mjs';
import { Walk, leafHash, sha256 } from './tree.mjs';

const domain = Buffer.from('neighborhood roll v1\0');

/** The sealed roll, and what each voter did. */
export class Roll {
  #ledger;
  #poll;
  #seed;
  #tree = new Walk();
  #rows = [];
  #byVoter = new Map();
  #lastVoter = 0;
  heads = 0n;
  areaCm2 = 0n;

  constructor(ledger, poll, seed) {
    this.#ledger = text(ledger);
    this.#poll = bytes8(poll);
    this.#seed = seed;
  }

  get count() {
    return this.#rows.length;
  }

  add(voter, areaCm2, heads) {
    require(voter > this.#lastVoter && heads >= 1 && heads < 2 ** 31, 'ROLL_FORM');
    this.#lastVoter = voter;
    const salt = sha256(this.#seed, bytes4(this.#rows.length));
    this.#tree.take(0, leafHash(Buffer.concat([domain, this.#ledger, this.#poll, bytes8(voter), bytes8(areaCm2), bytes4(heads), salt])));
    const row = { areaCm2: BigInt(areaCm2), heads: BigInt(heads), ordinal: 0n, option: null };
    this.#rows.push(row);
    this.#byVoter.set(BigInt(voter), row);
    this.heads += row.heads;
    this.areaCm2 += row.areaCm2;
  }

  root() {
    return this.#tree.root();
  }

  rowOf(voter) {
    return this.#byVoter.get(voter);
  }

  /** What counts: the last ballot of each voter, unless it was struck. */
  tally(options) {
    const count = { voters: 0, heads: 0n, areaCm2: 0n, unopened: 0, options: options.map(() => ({ headcount: 0n, areaCm2: 0n })) };
    for (const row of this.#rows.filter((one) => one.ordinal > 0n)) {
      count.voters++;
      count.heads += row.heads;
      count.areaCm2 += row.areaCm2;
      if (row.option === null) {
        count.unopened++;
        continue;
      }

      count.options[row.option].headcount += row.heads;
      count.options[row.option].areaCm2 += row.areaCm2;
    }

    return count;
  }
}

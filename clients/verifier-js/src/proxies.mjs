import { require } from './broken.mjs';
import { bytes4, bytes8, text } from './numbers.mjs';
import { sha256 } from './tree.mjs';

/** Who may hand a ballot in for whom, and for how many each did. */
export class Proxies {
  #header;
  #devices;
  #given = new Map();
  #revoked = new Set();
  #signatures = new Set();
  #handOf = new Map();
  #rowsOf = new Map();
  matter = '';
  max = 0;

  constructor(header, devices) {
    this.#header = header;
    this.#devices = devices;
  }

  authorize(entry) {
    const given = entry.fact.proxyAuthorized;
    if (given.recordedBy === 0n) {
      const scope = sha256(bytes4(given.polls.length), ...given.polls.map(bytes8), bytes4(given.matters.length), ...given.matters.map(text));
      const statement = Buffer.concat([
        Buffer.from('neighborhood proxy v1\0'), text(this.#header.ledger), bytes8(given.principal), bytes8(given.proxy), bytes8(given.validUntil), scope,
      ]);
      require(this.#devices.faultOf(given.device, given.principal, entry.timeMicros, statement, given.signature) === null, 'PROXY_PROOF');
      const signature = given.signature.toString('hex');
      require(!this.#signatures.has(signature), 'PROXY_PROOF');
      this.#signatures.add(signature);
    }

    this.#given.set(entry.sequence, given);
  }

  revoke(revoked) {
    this.#revoked.add(revoked.authorization);
  }

  /** Goes on where whoever casts a ballot may. */
  check(cast, timeMicros) {
    const before = this.#handOf.get(cast.voter) ?? 0n;
    const isOwn = cast.castBy === 0n;
    require(isOwn ? cast.authorization === 0n : this.#isNamed(cast, timeMicros) && (cast.replaces === 0n || before !== 0n), 'BALLOT_PROXY');
    if (before !== 0n) this.#rowsOf.set(before, this.#rowsOf.get(before) - 1);
    this.#handOf.set(cast.voter, cast.castBy);
    if (isOwn) return;
    this.#rowsOf.set(cast.castBy, (this.#rowsOf.get(cast.castBy) ?? 0) + 1);
    require(this.#rowsOf.get(cast.castBy) <= this.max, 'BALLOT_PROXY');
  }

  #isNamed(cast, timeMicros) {
    const given = this.#given.get(cast.authorization);
    if (given === undefined || this.#revoked.has(cast.authorization)) return false;
    if (given.principal !== cast.voter || given.proxy !== cast.castBy || given.validUntil <= timeMicros) return false;
    if (given.polls.length > 0) return given.polls.includes(BigInt(this.#header.poll));
    return this.matter !== '' && given.matters.includes(this.matter);
  }
}

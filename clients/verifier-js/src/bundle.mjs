import { Broken, require } from './broken.mjs';
import { Heads } from './heads.mjs';
import { bytesOf, has, linesOf, numberOf, objectOf, stringOf } from './lines.mjs';
import { parseKey } from './note.mjs';
import { Poll } from './poll.mjs';
import { readEntry } from './protobuf.mjs';
import { Roll } from './roll.mjs';
import { Walk, leafHash } from './tree.mjs';

const format = 'neighborhood-poll-1';

/** Recounts a bundle; what is malformed is a fault of the verdict, never an exception. */
export async function verifyBundle(stream, expected) {
  const reading = new Reading(expected);
  try {
    await reading.run(linesOf(stream));
    return reading.verdict(null, {});
  } catch (broken) {
    if (!(broken instanceof Broken)) throw broken;
    return reading.verdict(broken.code, broken.details);
  }
}

class Reading {
  #expected;
  #line = 0;
  #walk = new Walk();
  #header = null;
  #roll = null;
  #poll = null;
  #heads = null;
  #lastMicros = null;
  #hidden = 0n;
  #resultAt = 0n;

  constructor(expected) {
    this.#expected = expected;
  }

  async run(lines) {
    const next = async () => {
      const { value, done } = await lines.next();
      require(!done, 'BUNDLE_TRUNCATED');
      this.#line++;
      return objectOf(value);
    };

    this.#header = this.#readHeader(await next());
    this.#heads = new Heads(this.#header, this.#expected);
    const rule = only(await next(), 'rule');
    const seed = only(await next(), 'seed');
    require(seed.length === 32, 'BUNDLE_FORM');
    this.#roll = new Roll(this.#header.ledger, this.#header.poll, seed);
    this.#poll = new Poll(this.#header, rule, this.#roll);
    let line = await next();
    for (; has(line, 'roll'); line = await next()) this.#takeRoll(line.roll);
    for (; !has(line, 'end'); line = await next()) this.#step(line);
    require(numberOf(line.end) === this.#line - 1, 'BUNDLE_FORM');
    require((await lines.next()).done, 'BUNDLE_FORM');
    require(this.#poll.isDecided, 'RESULT_MISSING');
    require(this.#poll.isOfItsKind, 'KIND_SECRECY');
    require(this.#heads.size === this.#walk.place, 'HEAD_MISSING');
    this.#heads.requireWitnesses(this.#resultAt + 1n);
  }

  verdict(code, details) {
    const count = this.#roll?.tally(this.#poll?.options ?? []);
    return {
      verified: code === null,
      code,
      line: this.#line,
      kind: this.#header?.kind ?? null,
      question: this.#poll?.question ?? '',
      voters: this.#roll?.count ?? 0,
      ballots: Number(this.#poll?.ballots ?? 0n),
      counted: count?.voters ?? 0,
      tally: (this.#poll?.tally ?? []).map((one) => ({ option: one.option, headcount: Number(one.headcount), areaCm2: Number(one.areaCm2) })),
      outcomes: this.#poll?.outcomes ?? [],
      passed: this.#poll?.result?.passed ?? false,
      voided: this.#poll?.isVoided ?? false,
      court: this.#poll?.ruling.court ?? '',
      caseNumber: this.#poll?.ruling.caseNumber ?? '',
      ...details,
      cannotShow: code === null ? this.#limits() : [],
    };
  }

  #limits() {
    const limits = [
      ['KEY_OF_BUNDLE', this.#expected.key === null],
      ['ROLL_TRUTH', true],
      ['SEALED', !this.#poll.hasOpenings],
      ['EVIDENCE_ERASED', this.#poll.isErased],
      ['WITHHELD', !this.#poll.hasOpenings && this.#poll.result.withheld],
      ['UNSIGNED_BALLOTS', this.#poll.unsigned > 0n, this.#poll.unsigned],
      ['FIRST_USE', this.#poll.devices.unapproved > 0, this.#poll.devices.unapproved],
      ['STRUCK_BALLOTS', this.#poll.struck > 0n, this.#poll.struck],
      ['PAPER', this.#poll.papers.counted > 0n, this.#poll.papers.counted],
      ['HIDDEN', this.#hidden > 0n, this.#hidden],
      ['NO_WITNESS', this.#expected.witnesses.length === 0],
      ['HEAD_UNREACHED', this.#heads.unreached > 0, this.#heads.unreached],
    ];
    return limits.filter(([, applies]) => applies).map(([code, , count]) => ({ code, count: Number(count ?? 0) }));
  }

  #readHeader(line) {
    require(typeof line.bundle === 'string' && Object.keys(line)[0] === 'bundle', 'BUNDLE_FORM');
    require(line.bundle === format, 'BUNDLE_VERSION');
    require(has(line, 'bundle', 'kind', 'ledger', 'poll', 'key') && ['open', 'public', 'scrutineer'].includes(line.kind), 'BUNDLE_FORM');
    const header = { kind: line.kind, ledger: stringOf(line.ledger), poll: numberOf(line.poll), key: stringOf(line.key) };
    require(header.poll > 0, 'BUNDLE_FORM');
    header.verifier = parseKey(header.key);
    require(header.verifier !== null, 'KEY_FORM');
    require(this.#expected.key === null || this.#expected.key === header.key, 'KEY_MISMATCH');
    return header;
  }

  #takeRoll(rows) {
    require(Array.isArray(rows) && rows.length > 0, 'BUNDLE_FORM');
    for (const row of rows) {
      require(Array.isArray(row) && row.length === 3, 'BUNDLE_FORM');
      this.#roll.add(...row.map(numberOf));
    }
  }

  #step(line) {
    if (has(line, 'tree', 'hash')) return this.#takeTree(numberOf(line.tree), bytesOf(line.hash));
    if (has(line, 'entry')) return this.#takeEntry(bytesOf(line.entry), null);
    if (has(line, 'entry', 'choice', 'salt')) return this.#takeEntry(bytesOf(line.entry), { choice: bytesOf(line.choice), salt: bytesOf(line.salt) });
    require(has(line, 'head'), 'BUNDLE_FORM');
    return this.#heads.take(stringOf(line.head), this.#walk);
  }

  #takeTree(level, hash) {
    const before = this.#walk.place;
    require(level < 62 && this.#walk.take(level, hash), 'TREE_PLACE');
    const poll = BigInt(this.#header.poll);
    const shown = this.#walk.place - (before > poll ? before : poll);
    this.#hidden += shown > 0n ? shown : 0n;
  }

  #takeEntry(bytes, opening) {
    const entry = readEntry(bytes);
    require(entry.sequence === this.#walk.place, 'ENTRY_SEQUENCE');
    require(this.#lastMicros === null || entry.timeMicros >= this.#lastMicros, 'ENTRY_TIME');
    this.#lastMicros = entry.timeMicros;
    const leaf = leafHash(bytes);
    this.#poll.apply(entry, leaf, opening);
    if (entry.fact.resultDeclared !== null) this.#resultAt = entry.sequence;
    this.#walk.take(0, leaf);
  }
}

function only(line, key) {
  require(has(line, key), 'BUNDLE_FORM');
  return bytesOf(line[key]);
}

import { require } from './broken.mjs';
import { Devices } from './devices.mjs';
import { Proxies } from './proxies.mjs';
import { Papers } from './papers.mjs';
import { bytes4, bytes8, text } from './numbers.mjs';
import { Outcomes } from './outcomes.mjs';
import { mayBeAsked, readAnswers } from './questions.mjs';
import { decide, readRule, tellsAChoice } from './rule.mjs';
import { sha256 } from './tree.mjs';

const choiceBytes = 48;

const paper = 3n;
const dayMicros = 24n * 60n * 60n * 1_000_000n;

/** The poll as its facts tell it, each checked against those before it. */
export class Poll {
  #header;
  #ruleBytes;
  #roll;
  #rule = null;
  #phase = 'none';
  #opensAt = 0n;
  #closesAt = 0n;
  #papersUntil = 0n;
  #entitled = null;
  #options = [];
  #sealed = [];
  #questions = [];
  #announcement = null;
  #said = [];
  #places = new Map();
  #secrecy = 0n;
  #lastLeaf = Buffer.alloc(0);
  #proxies;
  devices;
  ballots = 0n;
  unsigned = 0n;
  question = '';
  tally = [];
  outcomes = [];
  result = null;
  isVoided = false;
  ruling = { court: '', caseNumber: '' };
  struck = 0n;
  isErased = false;
  papers = new Papers();
  #closedAt = 0n;

  constructor(header, rule, roll) {
    this.#header = header;
    this.#ruleBytes = rule;
    this.#roll = roll;
    this.devices = new Devices(header.ledger);
    this.#proxies = new Proxies(header, this.devices);
  }

  get hasOpenings() {
    return this.#header.kind !== 'public';
  }

  get isDecided() {
    return this.#phase === 'decided';
  }

  /** A bundle of an open poll opens no ballot only where nothing is left to open. */
  get isOfItsKind() {
    return (this.#secrecy === 1n) === (this.#header.kind === 'open') || this.isErased;
  }

  /** What can be chosen; of a poll that asks questions the different answers. */
  get options() {
    return this.#questions.length > 0 ? this.#said : this.#options;
  }

  /** Takes the next entry, whose leaf hash and opening (or null) are given. */
  apply(entry, leaf, opening) {
    const fact = entry.fact;
    require(fact.ballotCast !== null || opening === null, 'BUNDLE_FORM');
    if (fact.deviceRegistered !== null) return this.devices.register(entry);
    if (fact.deviceRevoked !== null) return this.devices.revoke(fact.deviceRevoked);
    if (fact.proxyAuthorized !== null) return this.#proxies.authorize(entry);
    if (fact.proxyRevoked !== null) return this.#proxies.revoke(fact.proxyRevoked);
    const [kind, told] = Object.entries(fact).find(([, value]) => value !== null) ?? [null, null];
    require(kind !== null && (kind === 'pollAnnounced' ? entry.sequence : told.poll) === BigInt(this.#header.poll), 'ENTRY_FOREIGN');
    switch (kind) {
      case 'pollAnnounced': return this.#announce(told, leaf);
      case 'pollExtended': return this.#extend(told);
      case 'pollOpened': return this.#open(told, entry.timeMicros);
      case 'ballotCast': return this.#cast(told, entry, leaf, opening);
      case 'pollClosed': return this.#close(told, entry.timeMicros);
      case 'ballotStruck': return this.#strike(told);
      case 'resultDeclared': return this.#decide(told);
      case 'pollVoided': return this.#void(told);
      case 'evidenceErased': return this.#erase(entry.timeMicros);
      case 'scrutineerNamed': case 'scrutineerRemoved': return undefined;
      default: return this.#paper(kind, told, entry);
    }
  }

  #in(...phases) {
    require(phases.includes(this.#phase), 'POLL_ORDER');
  }

  #paper(kind, told, entry) {
    this.#in('announced', 'open');
    this.papers.apply(kind, told, entry);
  }

  #erase(timeMicros) {
    this.#in('decided');
    require(!this.isErased, 'POLL_ORDER');
    this.isErased = true;
    require(timeMicros >= this.#closedAt + this.#rule.evidenceDays * dayMicros, 'EVIDENCE_TIME');
  }

  #announce(told, leaf) {
    this.#in('none');
    this.papers.announcement = leaf;
    this.#phase = 'announced';
    this.question = told.question;
    this.#secrecy = told.secrecy;
    [this.#opensAt, this.#closesAt] = [told.opensAt, told.closesAt];
    require((told.secrecy === 1n) === (this.#header.kind === 'open') || !this.hasOpenings, 'KIND_SECRECY');
    const isComposed = told.effectiveRule.length > 0 || told.effectiveRuleHash.length > 0;
    require(sha256(this.#ruleBytes).equals(isComposed ? told.effectiveRuleHash : told.rulePackHash), 'RULE_HASH');
    require(!isComposed || told.effectiveRule.equals(this.#ruleBytes), 'RULE_HASH');
    this.#rule = readRule(this.#ruleBytes);
    [this.#proxies.matter, this.#proxies.max] = [told.matter, this.#rule.maxProxies];
    require(mayBeAsked(told.questions), 'QUESTION_FORM');
    [this.#questions, this.#announcement] = [told.questions, leaf];
    this.#options = this.#questions.length > 0 ? [] : told.options.map((option) => option.id);
    this.#sealed = this.#options.map(sealedChoice);
  }

  #extend(told) {
    // Once closed, only what follows the close is put off: the poll's own times stay.
    const isSame = told.opensAt === this.#opensAt && told.closesAt === this.#closesAt;
    this.#in('announced', 'open', ...(isSame ? ['closed', 'decided'] : []));
    [this.#opensAt, this.#closesAt] = [told.opensAt, told.closesAt];
    if (told.paperEntryUntil !== 0n) this.#papersUntil = told.paperEntryUntil;
  }

  /** Papers that were handed in before the close are entered for the rule's days after it. */
  #untilOf(cast) {
    if (cast.channel !== paper) return this.#closesAt;
    return this.#papersUntil !== 0n ? this.#papersUntil : this.#closesAt + this.#rule.paperEntryDays * dayMicros;
  }

  #open(told, timeMicros) {
    this.#in('announced');
    this.#phase = 'open';
    require(timeMicros >= this.#opensAt, 'OPEN_TIME');
    require(told.rollRoot.equals(this.#roll.root()), 'ROLL_ROOT');
    require(told.voterCount === BigInt(this.#roll.count), 'ROLL_TOTALS');
    require(this.#roll.heads <= told.entitledHeadcount && this.#roll.areaCm2 <= told.entitledAreaCm2, 'ROLL_TOTALS');
    this.#entitled = { headcount: told.entitledHeadcount, areaCm2: told.entitledAreaCm2 };
  }

  #cast(cast, { timeMicros, account }, leaf, opening) {
    this.#in('open');
    require(cast.ordinal === this.ballots + 1n, 'BALLOT_ORDINAL');
    require(cast.previousLeaf.equals(this.#lastLeaf), 'BALLOT_CHAIN');
    require(timeMicros >= this.#opensAt && timeMicros < this.#untilOf(cast), 'BALLOT_TIME');
    const row = this.#roll.rowOf(cast.voter);
    require(row !== undefined, 'BALLOT_VOTER');
    require(cast.replaces === row.ordinal, 'BALLOT_REPLACES');
    require(row.option === null, 'OPENING_REPLACED');
    this.#proxies.check(cast, timeMicros);
    this.papers.check(cast, account);
    this.#checkSigned(cast, timeMicros);
    this.ballots++;
    this.#lastLeaf = leaf;
    row.ordinal = cast.ordinal;
    if (opening !== null) row.option = this.#opened(cast, opening);
  }

  #checkSigned(cast, timeMicros) {
    if (cast.device !== 0n || cast.signature.length > 0) return this.devices.check(cast, timeMicros);
    require(!this.#rule.isSignatureRequired || cast.channel === paper, 'BALLOT_UNSIGNED');
    this.unsigned++;
    return undefined;
  }

  #opened(cast, opening) {
    require(this.hasOpenings, 'OPENING_UNEXPECTED');
    require(opening.salt.length === 32, 'OPENING_COMMITMENT');
    const commitment = sha256(
      Buffer.from('neighborhood ballot v1\0'), text(this.#header.ledger), bytes8(this.#header.poll), bytes8(cast.voter),
      bytes4(opening.choice.length), opening.choice, opening.salt);
    require(commitment.equals(cast.commitment), 'OPENING_COMMITMENT');
    const option = this.#questions.length > 0 ? this.#answered(opening.choice) : this.#sealed.findIndex((sealed) => sealed.equals(opening.choice));
    require(option >= 0, 'OPENING_CHOICE');
    return option;
  }

  /** The place of what a ballot says among the different answers that were opened. */
  #answered(choice) {
    const key = choice.toString('base64');
    if (!this.#places.has(key)) {
      const said = readAnswers(this.#questions, choice);
      if (said === null) return -1;
      this.#places.set(key, this.#said.push(said) - 1);
    }

    return this.#places.get(key);
  }

  #close(told, timeMicros) {
    this.#in('open');
    this.#phase = 'closed';
    this.#closedAt = timeMicros;
    require(this.papers.isSettled, 'PAPER_COUNT');
    require(timeMicros >= this.#closesAt, 'CLOSE_TIME');
    require(told.ballotCount === this.ballots, 'CLOSE_COUNT');
    require(told.lastLeaf.equals(this.#lastLeaf), 'CLOSE_LAST');
    const count = this.#roll.tally(this.options);
    require(told.votedHeadcount === count.heads && told.votedAreaCm2 === count.areaCm2, 'CLOSE_TURNOUT');
  }

  #strike(told) {
    this.#in('closed', 'decided');
    this.#phase = 'closed';
    const row = this.#roll.rowOf(told.voter);
    require(row !== undefined && told.ordinal > 0n && row.ordinal === told.ordinal, 'STRUCK_BALLOT');
    row.ordinal = 0n;
    this.struck++;
  }

  #decide(told) {
    this.#in('closed');
    this.#phase = 'decided';
    const count = this.#roll.tally(this.options);
    require(!this.hasOpenings || count.unopened === 0, 'OPENING_MISSING');
    if (this.#questions.length > 0) return this.#decideQuestions(told, count);
    const counted = this.#options.map((option, i) => ({ option, ...count.options[i] }));
    this.#checkTally(told, count, counted);
    const isKnown = this.hasOpenings || !told.withheld;
    const tally = isKnown ? (this.hasOpenings ? counted : told.tally) : [{ option: 'abstain', headcount: count.heads, areaCm2: count.areaCm2 }];
    const verdict = decide(this.#rule, this.#entitled, Object.fromEntries(tally.map((one) => [one.option, one])));
    const mayWithhold = this.#secrecy === 2n && this.#rule.withholdBelow > 0n;
    require(told.withheld === (mayWithhold && (!isKnown || tellsAChoice(this.#rule, tally))), 'RESULT_WITHHELD');
    require(verdict.clauses.length === told.findings.length, 'RESULT_CLAUSE');
    verdict.clauses.forEach((clause, i) => this.#checkClause(told, clause, told.findings[i], isKnown));
    require(told.passed === (isKnown ? verdict.passed : told.findings.every((finding) => finding.held)), 'RESULT_VERDICT');
    require(!isKnown || told.passedByReturned === (verdict.withSilent !== null && verdict.passedByReturned), 'RESULT_VERDICT');
    const silent = told.withheld || verdict.withSilent === null ? [] : verdict.withSilent;
    require(silent.length === told.silentTally.length && silent.every((one, i) => isSame(one, told.silentTally[i])), 'RESULT_TALLY');
    this.tally = this.hasOpenings ? counted : told.tally;
    this.result = told;
    return undefined;
  }

  #decideQuestions(told, count) {
    const different = count.options.map(({ headcount, areaCm2 }, i) => ({ said: this.#said[i], heads: headcount, areaCm2 }));
    const ballots = different.filter((ballot) => ballot.heads > 0n);
    const turnout = { headcount: count.heads, areaCm2: count.areaCm2 };
    const outcomes = new Outcomes(this.#rule, this.#secrecy, this.#questions, this.#entitled, turnout);
    outcomes.check(told, this.hasOpenings ? ballots : null, this.#announcement);
    this.outcomes = told.outcomes.map(({ question, winners, reserves, passed }) => ({ question, winners, reserves, passed }));
    this.result = told;
  }

  #checkTally(told, count, counted) {
    if (told.withheld) return require(told.tally.length === 0, 'RESULT_TALLY');
    require(told.tally.length === this.#options.length && told.tally.every((one, i) => one.option === this.#options[i]), 'RESULT_TALLY');
    require(told.tally.every((one) => one.headcount >= 0n && one.areaCm2 >= 0n), 'RESULT_TALLY');
    require(!this.hasOpenings || told.tally.every((one, i) => isSame(one, counted[i])), 'RESULT_TALLY');
    const sum = (name) => told.tally.reduce((total, one) => total + one[name], 0n);
    return require(sum('headcount') === count.heads && sum('areaCm2') === count.areaCm2, 'RESULT_TURNOUT');
  }

  /** Of a withheld result the clauses of consent tell only whether they held. */
  #checkClause(told, { kind, ...clause }, finding, isKnown) {
    const isShown = !told.withheld || kind === 'PARTICIPATION';
    const numbers = isShown ? clause : { clause: clause.clause, have: 0n, base: 0n, shortfall: 0n };
    require(isSame({ ...numbers, held: isKnown || isShown ? clause.held : finding.held }, finding), 'RESULT_CLAUSE');
  }

  #void(told) {
    this.#in('open', 'closed', 'decided');
    this.isVoided = true;
    this.ruling = told;
  }
}

const isSame = (one, other) => Object.keys(one).every((key) => one[key] === other[key]);

/** The one spelling of a choice: two fields, padded with zeros to 48 bytes. */
function sealedChoice(option) {
  const id = Buffer.from(option, 'utf8');
  const head = id.length === 0 ? Buffer.alloc(0) : Buffer.concat([Buffer.from([0x0a, id.length]), id]);
  const padding = Math.max(0, choiceBytes - head.length - 2);
  return padding === 0 ? head : Buffer.concat([head, Buffer.from([0x12, padding]), Buffer.alloc(padding)]);
}

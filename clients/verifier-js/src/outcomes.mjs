import { require } from './broken.mjs';
import { countQuestion, countSums } from './count.mjs';
import { firstDifference } from './difference.mjs';
import { isBudget, kinds, leastMarks, methods, mostMarks } from './questions.mjs';
import { decide, measure, tellsAChoice } from './rule.mjs';
import { QuestionOutcome, counts } from './schema.mjs';

const [confidential, leastVoters] = [2n, 10n];
const faults = [
  '', 'OUTCOME_QUESTION', 'OUTCOME_WINNERS', 'OUTCOME_RESERVES', 'OUTCOME_PASSED', 'OUTCOME_VOTERS', 'OUTCOME_VOTERS', 'OUTCOME_SUPPORT',
  'OUTCOME_FINDINGS', 'OUTCOME_TIES',
];

/** Checks the declared result of a poll that asks questions. Ballots are null where none is opened. */
export class Outcomes {
  #rule;
  #secrecy;
  #questions;
  #entitled;
  #turnout;

  constructor(rule, secrecy, questions, entitled, turnout) {
    [this.#rule, this.#secrecy, this.#questions, this.#entitled, this.#turnout] = [rule, secrecy, questions, entitled, turnout];
  }

  check(told, ballots, announcementLeaf) {
    require(told.tally.length === 0, 'RESULT_TALLY');
    const counted = ballots && this.#questions.map((question, i) =>
      countQuestion(question, ballots.map(({ said, ...ballot }) => ({ ...ballot, entries: said[i] })), announcementLeaf, this.#entitled.headcount));
    require(this.#mayBe(told, counted), 'RESULT_WITHHELD');
    const clauses = this.#clauses('PARTICIPATION', { abstain: this.#turnout });
    require(clauses.length === told.findings.length && clauses.every((clause, i) => isSame(clause, told.findings[i])), 'RESULT_CLAUSE');
    const isValid = clauses.every((clause) => clause.held);
    require(told.passed === isValid && told.passedByReturned === (isValid && this.#rule.countSilent !== 'OFF'), 'RESULT_VERDICT');
    require(told.silentTally.length === 0, 'RESULT_TALLY');
    require(told.outcomes.length === this.#questions.length, 'OUTCOME_QUESTION');
    told.outcomes.forEach((outcome, i) => {
      const expected = counted === null
        ? this.#followed(this.#questions[i], outcome, told.withheld, isValid, announcementLeaf)
        : this.#shown(this.#ruled(this.#questions[i], counted[i], isValid), told.withheld);
      compare(expected, outcome);
    });
  }

  #clauses(kind, tally) {
    return this.#rule.clauses.filter((clause) => clause.kind === kind).map((clause) => {
      const { kind: _, ...measured } = measure(clause, this.#entitled, tally);
      return measured;
    });
  }

  /** Whether the numbers may be told, or withheld, as they are. */
  #mayBe(told, counted) {
    if (this.#secrecy !== confidential || this.#rule.withholdBelow === 0n) return !told.withheld;
    if (counted === null) return told.withheld || !this.#tellsTooMuch(told);
    return told.withheld === counted.some(({ outcome, isAlike }, i) => outcome.voters > 0n && (this.#questions[i].kind === kinds.yesNo
      ? tellsAChoice(this.#rule, sums(outcome))
      : isAlike || outcome.voters < leastVoters));
  }

  #tellsTooMuch(told) {
    if (this.#turnout.headcount === 0n) return false;
    return this.#questions.slice(0, told.outcomes.length).some((question, i) => (question.kind === kinds.yesNo
      ? told.outcomes[i].voters > 0n && told.outcomes[i].support.length === 3 && tellsAChoice(this.#rule, sums(told.outcomes[i]))
      : this.#turnout.headcount < leastVoters));
  }

  /** A count after the rule had its say; `said` stands for findings that need areas which are not told. */
  #ruled(question, { outcome, areaCm2, blankCm2 }, isValid, said = (findings) => findings) {
    if (question.kind === kinds.yesNo) return this.#decided(outcome, blankCm2);
    const support = outcome.support.map((option, i) => (outcome.winners.includes(option.option)
      ? { ...option, findings: said(this.#clauses('CONSENT', this.#tallyFor(outcome, option, areaCm2, blankCm2)), i) }
      : option));
    return { ...outcome, support: this.#secrecy === confidential ? support.map(hidden) : support, passed: this.#passes({ ...outcome, support }, isValid) };
  }

  #passes(outcome, isValid) {
    const isHeld = outcome.support.every((option) => option.findings.every((finding) => finding.held));
    return isValid && outcome.winners.length > 0 && (this.#rule.electorate !== 'OWNERS' || isHeld);
  }

  #tallyFor(outcome, option, areaCm2, blankCm2) {
    return {
      yes: option,
      no: { headcount: outcome.voters - outcome.blank - option.headcount, areaCm2: areaCm2 - blankCm2 - option.areaCm2 },
      abstain: { headcount: outcome.blank, areaCm2: blankCm2 },
    };
  }

  #decided(outcome, blankCm2) {
    const [yes, no, abstain] = outcome.support;
    const withBlank = { headcount: abstain.headcount + outcome.blank, areaCm2: abstain.areaCm2 + blankCm2 };
    const verdict = decide(this.#rule, this.#entitled, { yes, no, abstain: withBlank });
    const findings = verdict.clauses.map(({ kind: _, ...clause }) => clause);
    return { ...outcome, passed: verdict.passed, winners: [verdict.passed ? 'yes' : 'no'], findings };
  }

  #shown(outcome, isWithheld) {
    return isWithheld ? brief(outcome) : outcome;
  }

  /** Where no ballot is opened: what has to follow from the numbers that an outcome tells itself. */
  #followed(question, told, isWithheld, isValid, announcementLeaf) {
    require(told.question === question.id, 'OUTCOME_QUESTION');
    checkElected(question, told);
    if (isWithheld) return this.#briefly(question, told, isValid);
    this.#checkNumbers(question, told);
    const bare = { ...told, findings: [], support: told.support.map((option) => ({ ...option, findings: [] })) };
    if (question.kind === kinds.yesNo) return this.#followedVerdict(bare);
    checkMarks(question, told);
    const derived = countSums(question, bare, sumsOf(question, told), announcementLeaf, this.#entitled.headcount);
    const explained = counts.filter((name) => told[name] !== null).join();
    require(derived !== null || explained === (told.abridged ? '' : explanations[question.method]), 'OUTCOME_COUNT');
    const counted = { outcome: derived ?? bare, areaCm2: this.#turnout.areaCm2, blankCm2: 0n };
    return this.#ruled(question, counted, isValid, (findings, i) => this.#withAreas(findings, told.support[i].findings));
  }

  #briefly(question, told, isValid) {
    if (question.kind !== kinds.yesNo) {
      return { ...brief(told), passed: this.#passes({ ...told, support: [] }, isValid) && (told.passed || this.#rule.electorate !== 'OWNERS') };
    }

    const passed = told.passed && isValid;
    return { ...brief(told), passed, winners: [passed ? 'yes' : 'no'] };
  }

  /** Areas of a confidential poll are hidden, and that of the blank is never told: what needs them stays as it was said. */
  #withAreas(findings, said) {
    const clauses = this.#rule.clauses.filter((clause) => clause.kind === 'CONSENT');
    return findings.map((finding, i) => {
      const isHidden = clauses[i].dimension === 'AREA' && (this.#secrecy === confidential || clauses[i].base === 'YES_NO');
      return isHidden && said[i] ? { ...finding, held: said[i].held, base: said[i].base, shortfall: said[i].shortfall } : finding;
    });
  }

  #followedVerdict(bare) {
    const blankCm2 = bare.support.reduce((all, option) => all - option.areaCm2, this.#turnout.areaCm2);
    require(marksOf(bare) + bare.blank === this.#turnout.headcount && blankCm2 >= 0n, 'OUTCOME_SUPPORT');
    return this.#decided(bare, blankCm2);
  }

  #checkNumbers(question, told) {
    require(told.voters === this.#turnout.headcount && told.blank >= 0n && told.blank <= told.voters, 'OUTCOME_VOTERS');
    require(told.support.length === question.options.length && told.support.every((option, i) => option.option === question.options[i].id
      && option.headcount >= 0n && option.headcount <= told.voters - told.blank
      && option.areaCm2 >= 0n && option.areaCm2 <= this.#turnout.areaCm2), 'OUTCOME_SUPPORT');
  }
}

/** The explanations of methods that ask each ballot. */
const explanations = {
  [methods.runoff]: 'runoff', [methods.transfers]: 'transfers', [methods.schulze]: 'pairwise', [methods.schulzeMargins]: 'pairwise',
  [methods.equalShares]: 'shares',
};

function checkElected(question, { winners, reserves }) {
  require(areOptions(question, winners), 'OUTCOME_WINNERS');
  require(winners.length <= (isBudget(question) ? question.options.length : Math.max(1, question.seats)), 'OUTCOME_WINNERS');
  const cost = question.options.filter((option) => winners.includes(option.id)).reduce((all, option) => all + option.costFen, 0n);
  require(cost <= question.budgetFen, 'OUTCOME_WINNERS');
  require(areOptions(question, reserves) && reserves.length <= question.reserve, 'OUTCOME_RESERVES');
  require(!reserves.some((id) => winners.includes(id)), 'OUTCOME_RESERVES');
}

/** The heads who marked options, each times what the option weighs. */
const marksOf = ({ support }, weight = () => 1n) => support.reduce((all, option, i) => all + option.headcount * weight(i), 0n);

/** What the form of a ballot allows all of them together. */
function checkMarks(question, told) {
  const ballots = told.voters - told.blank;
  require(marksOf(told) >= BigInt(leastMarks(question)) * ballots && marksOf(told) <= BigInt(mostMarks(question)) * ballots, 'OUTCOME_SUPPORT');
  const isPaid = question.kind !== kinds.budgetKnapsack || marksOf(told, (i) => question.options[i].costFen) <= question.budgetFen * ballots;
  require(isPaid, 'OUTCOME_SUPPORT');
}

/** The numbers given to each option, added up, as far as the method asks for them; between those that its heads may give. */
function sumsOf(question, told) {
  const heads = told.support.map((option) => option.headcount);
  if (told.voters === told.blank) return heads;
  const turns = [...told.greedy?.turns ?? []].sort((one, other) => one.option - other.option);
  const sums = {
    [methods.score]: told.totals?.totals ?? [],
    [methods.greedy]: turns.map((turn) => turn.score),
    [methods.greedyStopping]: turns.map((turn) => turn.score),
  }[question.method] ?? heads;
  const most = {
    [kinds.score]: question.maxScore, [kinds.budgetPoints]: question.maxPointsEach, [kinds.budgetRanking]: BigInt(question.maxChoices),
  }[question.kind] ?? 1n;
  require(sums.length === heads.length && sums.every((sum, i) => sum >= heads[i] && sum <= heads[i] * most), 'OUTCOME_COUNT');
  const points = sums.reduce((all, sum) => all + sum, 0n);
  require(question.kind !== kinds.budgetPoints || points <= (told.voters - told.blank) * question.points, 'OUTCOME_COUNT');
  return sums;
}

const isSame = (one, other) => Object.keys(one).every((key) => one[key] === other[key]);
const areOptions = (question, ids) => new Set(ids).size === ids.length && ids.every((id) => question.options.some((option) => option.id === id));

/** Yes, no, and abstain with those who left the question blank. */
const sums = ({ support, blank }) => support.map((option, i) => ({ headcount: option.headcount + (i === 2 ? blank : 0n) }));

/** An area tells whose home it is. */
const hidden = (option) => ({
  ...option, areaCm2: 0n, findings: option.findings.map(({ clause, held }) => ({ clause, held, have: 0n, base: 0n, shortfall: 0n })),
});

/** What follows from sums is never left out. */
const mayAbridge = ['runoff', 'transfers', 'pairwise', 'shares'];
const none = Object.fromEntries(counts.map((name) => [name, null]));

function brief({ question, winners, reserves, passed }) {
  return { question, winners, reserves, passed, voters: 0n, blank: 0n, support: [], findings: [], ties: [], ...none, abridged: false };
}

function compare(expected, found) {
  const same = { ...expected };
  const told = counts.some((name) => found[name] !== null);
  // How often shares were spent is the business of the program that counted.
  if (same.shares !== null && found.shares !== null) same.shares = { ...same.shares, runs: found.shares.runs };
  if (found.abridged && !told && mayAbridge.some((name) => same[name] !== null)) Object.assign(same, none, { abridged: true });
  const difference = firstDifference(QuestionOutcome, same, found);
  require(difference === null, faults[difference?.field] ?? 'OUTCOME_COUNT', difference && {
    where: `${expected.question}.${difference.path}`, expected: difference.expected, found: difference.found,
  });
}

import { require } from './broken.mjs';

/** Reads the rule; RULE_FORM where it cannot be read. */
export function readRule(bytes) {
  try {
    const rule = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    require(Array.isArray(rule.clauses) && rule.clauses.length > 0 && rule.clauses.every(isClause), 'RULE_FORM');
    const withholdBelow = rule.withholdBelow ?? 0;
    const paperEntryDays = rule.paperEntryDays ?? 0;
    const evidenceDays = rule.evidenceDays ?? 0;
    require([withholdBelow, paperEntryDays, evidenceDays].every(Number.isSafeInteger), 'RULE_FORM');
    require(['OFF', 'ABSTAINED', 'UNRETURNED'].includes(rule.countSilent ?? 'OFF'), 'RULE_FORM');
    return {
      clauses: rule.clauses,
      electorate: rule.electorate,
      isSignatureRequired: rule.ballotSignature === 'REQUIRED',
      maxProxies: rule.maxProxies ?? 0,
      withholdBelow: BigInt(withholdBelow),
      paperEntryDays: BigInt(paperEntryDays),
      evidenceDays: BigInt(evidenceDays),
      countSilent: rule.countSilent ?? 'OFF',
    };
  } catch {
    return require(false, 'RULE_FORM');
  }
}

function isClause(clause) {
  return typeof clause.id === 'string'
    && ['PARTICIPATION', 'CONSENT'].includes(clause.kind)
    && ['AREA', 'HEADCOUNT', 'PRESENT'].includes(clause.dimension)
    && ['AT_LEAST', 'MORE_THAN'].includes(clause.comparison)
    && ['ALL', 'PARTICIPATING', 'YES_NO'].includes(clause.base)
    && Number.isSafeInteger(clause.numerator) && clause.numerator > 0
    && Number.isSafeInteger(clause.denominator) && clause.denominator >= clause.numerator;
}

/** Whether the numbers of a tally tell what somebody chose. */
export function tellsAChoice(rule, tally) {
  const chosen = tally.map((one) => one.headcount).filter((heads) => heads > 0n);
  return chosen.length === 1 || chosen.some((heads) => heads < rule.withholdBelow);
}

const nothing = { headcount: 0n, areaCm2: 0n };
const plus = (one, other) => ({ headcount: one.headcount + other.headcount, areaCm2: one.areaCm2 + other.areaCm2 });
const minus = (one, other) => ({ headcount: one.headcount - other.headcount, areaCm2: one.areaCm2 - other.areaCm2 });

/** The tally with the silent counted with the majority; null where the rule counts none. */
function withSilent(rule, entitled, { yes, no, abstain }) {
  if (rule.countSilent === 'OFF') return null;
  const silent = rule.countSilent === 'ABSTAINED' ? abstain : minus(entitled, plus(yes, no));
  const leads = (one, other) => one.headcount > other.headcount && (entitled.areaCm2 === 0n || one.areaCm2 > other.areaCm2);
  if (leads(yes, no)) return { yes: plus(yes, silent), no, abstain: nothing };
  return leads(no, yes) ? { yes, no: plus(no, silent), abstain: nothing } : { yes, no, abstain };
}

/** Decides a tally: each clause of the rule in its order, and what they come to. Consent is taken of the tally that counts the silent. */
export function decide(rule, entitled, tally) {
  const of = (option) => ({ headcount: tally[option]?.headcount ?? 0n, areaCm2: tally[option]?.areaCm2 ?? 0n });
  const returned = { yes: of('yes'), no: of('no'), abstain: of('abstain') };
  const silent = withSilent(rule, entitled, returned);
  const clauses = rule.clauses.map((clause) => decideClause(clause, entitled, clause.kind === 'CONSENT' ? silent ?? returned : returned));
  return {
    clauses,
    passed: clauses.every((clause) => clause.held),
    passedByReturned: rule.clauses.every((clause) => decideClause(clause, entitled, returned).held),
    withSilent: silent && ['yes', 'no', 'abstain'].map((option) => ({ option, ...silent[option] })),
  };
}

/** Measures one clause on a tally as it is; what is left out of it is 0. */
export const measure = (clause, entitled, tally) => decideClause(clause, entitled, { yes: nothing, no: nothing, abstain: nothing, ...tally });

function decideClause(clause, entitled, tally) {
  const [yes, no, abstain] = [tally.yes, tally.no, tally.abstain].map((one) => one[clause.dimension === 'AREA' ? 'areaCm2' : 'headcount']);
  const all = entitled[clause.dimension === 'AREA' ? 'areaCm2' : 'headcount'];
  const have = clause.kind === 'PARTICIPATION' ? yes + no + abstain : yes;
  const base = { ALL: all, PARTICIPATING: yes + no + abstain, YES_NO: yes + no }[clause.base];
  const [numerator, denominator] = [BigInt(clause.numerator), BigInt(clause.denominator)];
  const isStrict = clause.comparison === 'MORE_THAN';
  const [left, right] = [have * denominator, base * numerator];
  const held = base > 0n && (isStrict ? left > right : left >= right);
  const whole = right / denominator + (isStrict || right % denominator > 0n ? 1n : 0n);
  const required = whole > 1n ? whole : 1n;
  return { clause: clause.id, kind: clause.kind, held, have, base, shortfall: required > have ? required - have : 0n };
}

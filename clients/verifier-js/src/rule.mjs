import { require } from './broken.mjs';

/** Reads the rule; RULE_FORM where it cannot be read. */
export function readRule(bytes) {
  try {
    const rule = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    require(Array.isArray(rule.clauses) && rule.clauses.length > 0 && rule.clauses.every(isClause), 'RULE_FORM');
    return { clauses: rule.clauses, isSignatureRequired: rule.ballotSignature === 'REQUIRED' };
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

/** Decides each clause of a rule, in its order. */
export function decide(rule, entitled, tally) {
  return rule.clauses.map((clause) => {
    const amounts = (option) => tally[option]?.[clause.dimension === 'AREA' ? 'areaCm2' : 'headcount'] ?? 0n;
    const [yes, no, abstain] = [amounts('yes'), amounts('no'), amounts('abstain')];
    const have = clause.kind === 'PARTICIPATION' ? yes + no + abstain : yes;
    const base = { ALL: clause.dimension === 'AREA' ? entitled.areaCm2 : entitled.headcount, PARTICIPATING: yes + no + abstain, YES_NO: yes + no }[clause.base];
    const [numerator, denominator] = [BigInt(clause.numerator), BigInt(clause.denominator)];
    const isStrict = clause.comparison === 'MORE_THAN';
    const [left, right] = [have * denominator, base * numerator];
    const held = base > 0n && (isStrict ? left > right : left >= right);
    const whole = right / denominator + (isStrict || right % denominator > 0n ? 1n : 0n);
    const required = whole > 1n ? whole : 1n;
    return { clause: clause.id, held, have, base, shortfall: required > have ? required - have : 0n };
  });
}

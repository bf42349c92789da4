import { Budget, countGreedy, countShares, pointsOf } from './budgets.mjs';
import { countMajority, countPairs, countRunoff, countTotals, countTransfers, ranksOf } from './elections.mjs';
import { kinds, methods } from './questions.mjs';
import { Ties, standing } from './ties.mjs';

/**
 * Counts one question. Ballots are those that say something different: entries (empty where blank), heads and area. What comes back is an outcome without
 * the rule's say, whether all ballots say the same, and the areas of all and of the blank.
 */
export function countQuestion(question, ballots, announcementLeaf, entitled) {
  const blank = ballots.filter((ballot) => ballot.entries.length === 0);
  const [voters, areaCm2] = [sumOf(ballots, 'heads'), sumOf(ballots, 'areaCm2')];
  const outcome = {
    question: question.id, winners: [], reserves: [], passed: false, voters, blank: sumOf(blank, 'heads'), support: supportOf(question, ballots), findings: [],
    ties: [], totals: null, majority: null, runoff: null, transfers: null, pairwise: null, greedy: null, shares: null, abridged: false,
  };
  const counted = { outcome, isAlike: new Set(ballots.map((ballot) => keyOf(question, ballot.entries))).size < 2, areaCm2, blankCm2: sumOf(blank, 'areaCm2') };
  if (question.kind === kinds.yesNo || outcome.voters === outcome.blank) return counted;
  const ahead = standing(question, announcementLeaf);
  const ties = new Ties(question, ahead);
  const { winners, reserves, ties: told, ...explained } = countBy(question, ballots, ties, ahead, { voters, entitled });
  const ids = (places) => places.map((place) => question.options[place].id);
  Object.assign(outcome, explained, { winners: ids(winners), reserves: ids(reserves ?? []), ties: told ?? ties.told });
  return counted;
}

function countBy(question, ballots, ties, ahead, { voters, entitled }) {
  const budget = () => new Budget(question, ballots, ahead);
  switch (question.method) {
    case methods.plurality: return countTotals(question, ballots, ties, () => 1n);
    case methods.approval: return countTotals(question, ballots, ties, () => 1n);
    case methods.score: return countTotals(question, ballots, ties, ({ value }) => value);
    case methods.majorityOfVoting: return countMajority(question, ballots, voters);
    case methods.majorityOfEntitled: return countMajority(question, ballots, entitled);
    case methods.runoff: return countRunoff(question, ballots, ties);
    case methods.transfers: return countTransfers(question, ballots, ties, ahead);
    case methods.schulze: return countPairs(question, ballots, ties, false);
    case methods.schulzeMargins: return countPairs(question, ballots, ties, true);
    case methods.greedy: return countGreedy(budget(), false);
    case methods.greedyStopping: return countGreedy(budget(), true);
    default: return countShares(budget());
  }
}

const sumOf = (ballots, name) => ballots.reduce((all, ballot) => all + ballot[name], 0n);

function supportOf(question, ballots) {
  const support = question.options.map((option) => ({ option: option.id, headcount: 0n, areaCm2: 0n, findings: [] }));
  for (const { entries, heads, areaCm2 } of ballots) {
    for (const { place } of entries.filter((entry) => entry.value > 0n)) {
      support[place].headcount += heads;
      support[place].areaCm2 += areaCm2;
    }
  }

  return support;
}

/** Ballots with one key say the same. */
function keyOf(question, entries) {
  if (question.kind === kinds.ranked) return ranksOf(entries).join('|');
  const marks = question.kind === kinds.budgetRanking ? pointsOf(entries) : entries;
  return marks.map(({ place, value }) => `${place}:${value}`).join();
}

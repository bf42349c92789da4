import { Budget, countGreedy, countShares, pointsOf } from './budgets.mjs';
import { countHighest, countMajority, countPairs, countRunoff, countTransfers, ranksOf, totalsOf } from './elections.mjs';
import { kinds, methods } from './questions.mjs';
import { Ties, standing } from './ties.mjs';

/**
 * Counts one question. Ballots are those that say something different: entries (empty where blank), heads and area. What comes back is an outcome without
 * the rule's say, whether all ballots say the same, and the areas of all and of the blank.
 */
export function countQuestion(question, said, announcementLeaf, entitled) {
  const ballots = question.kind === kinds.budgetRanking ? said.map((ballot) => ({ ...ballot, entries: pointsOf(ballot.entries) })) : said;
  const blank = ballots.filter((ballot) => ballot.entries.length === 0);
  const numbers = { voters: sumOf(ballots, 'heads'), blank: sumOf(blank, 'heads'), support: supportOf(question, ballots) };
  const sums = totalsOf(question, ballots, ({ value }) => value);
  const outcome = question.kind === kinds.yesNo
    ? bare(question, numbers)
    : countSums(question, numbers, sums, announcementLeaf, entitled) ?? countBallots(question, ballots, numbers, announcementLeaf);
  const isAlike = new Set(ballots.map((ballot) => keyOf(question, ballot.entries))).size < 2;
  return { outcome, isAlike, areaCm2: sumOf(ballots, 'areaCm2'), blankCm2: sumOf(blank, 'areaCm2') };
}

/** Counts by who voted and the numbers given to each option, added up; null where the method asks each ballot. */
export function countSums(question, numbers, sums, announcementLeaf, entitled) {
  const { voters, blank } = numbers;
  if (voters === blank) return bare(question, numbers);
  const ahead = standing(question, announcementLeaf);
  const ties = new Ties(question, ahead);
  const explained = (count) => explain(question, numbers, ties, count);
  // Greedy asks for scores alone: one ballot that gives every project its sum comes to the same.
  const budget = () => new Budget(question, [{ entries: sums.map((value, place) => ({ place, value })), heads: 1n }], ahead);
  switch (question.method) {
    case methods.plurality:
    case methods.approval:
    case methods.score: return explained(countHighest(question, sums, voters - blank, ties));
    case methods.majorityOfVoting: return explained(countMajority(sums, voters));
    case methods.majorityOfEntitled: return explained(countMajority(sums, entitled));
    case methods.greedy: return explained(countGreedy(budget(), false));
    case methods.greedyStopping: return explained(countGreedy(budget(), true));
    default: return null;
  }
}

function countBallots(question, ballots, numbers, announcementLeaf) {
  const ahead = standing(question, announcementLeaf);
  const ties = new Ties(question, ahead);
  return explain(question, numbers, ties, countBy(question, ballots, ties, ahead));
}

function countBy(question, ballots, ties, ahead) {
  switch (question.method) {
    case methods.runoff: return countRunoff(question, ballots, ties);
    case methods.transfers: return countTransfers(question, ballots, ties, ahead);
    case methods.schulze: return countPairs(question, ballots, ties, false);
    case methods.schulzeMargins: return countPairs(question, ballots, ties, true);
    default: return countShares(new Budget(question, ballots, ahead));
  }
}

const bare = (question, { voters, blank, support }) => ({
  question: question.id, winners: [], reserves: [], passed: false, voters, blank, support, findings: [], ties: [],
  totals: null, majority: null, runoff: null, transfers: null, pairwise: null, greedy: null, shares: null, abridged: false,
});

function explain(question, numbers, ties, { winners, reserves, ties: told, ...explained }) {
  const ids = (places) => places.map((place) => question.options[place].id);
  return { ...bare(question, numbers), ...explained, winners: ids(winners), reserves: ids(reserves ?? []), ties: told ?? ties.told };
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
  return entries.map(({ place, value }) => `${place}:${value}`).join();
}

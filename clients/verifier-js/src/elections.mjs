import { whole } from './fraction.mjs';
import { fillSeats, over, by } from './ties.mjs';

const sum = (numbers) => numbers.reduce((all, number) => all + number, 0n);
const most = (numbers) => numbers.reduce((one, other) => (other > one ? other : one));
const least = (numbers) => numbers.reduce((one, other) => (other < one ? other : one));

/** Of each option what its ballots come to; `value` says what a mark is worth. */
export function totalsOf(question, ballots, value) {
  const totals = question.options.map(() => 0n);
  for (const { entries, heads } of ballots) for (const entry of entries) totals[entry.place] += heads * value(entry);
  return totals;
}

const statusQuoOf = (question) => question.options.findIndex((option) => option.isStatusQuo);

/** Plurality, approval and score: the highest totals. */
export function countHighest(question, totals, ballots, ties) {
  const quo = statusQuoOf(question);
  const eligible = totals.map((_, place) => place).filter((place) => quo < 0 || totals[place] > totals[quo]);
  const levels = [...new Set(eligible.map((place) => totals[place]))].sort((one, other) => (one > other ? -1 : 1));
  const winners = fillSeats(levels.map((level) => eligible.filter((place) => totals[place] === level)), question.seats, ties);
  return { winners: winners.length === 0 && quo >= 0 ? [quo] : winners, totals: { totals, ballots } };
}

export function countMajority(votes, base) {
  const needed = base / 2n + 1n;
  const strongest = most(votes);
  const isElected = strongest >= needed;
  return { winners: isElected ? [votes.indexOf(strongest)] : [], majority: { votes, base, needed, missing: isElected ? 0n : needed - strongest } };
}

/** The ranks of a ballot, the best first, each with its places in order. */
export function ranksOf(entries) {
  const ranks = new Map();
  for (const { place, value } of entries) ranks.set(value, [...(ranks.get(value) ?? []), place]);
  return [...ranks].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, places]) => places);
}

const bestOf = (order, isThere) => order.find((place) => isThere[place]);

/** Where no rank is shared: the places from the best. */
const orderOf = (ballot) => ranksOf(ballot.entries).flat();

export function countRunoff(question, ballots, ties) {
  const isThere = question.options.map(() => true);
  const orders = ballots.map((ballot) => ({ order: orderOf(ballot), heads: ballot.heads }));
  const total = sum(ballots.map((ballot) => ballot.heads));
  const votesNow = () => {
    const votes = isThere.map(() => 0n);
    for (const { order, heads } of orders) {
      const best = bestOf(order, isThere);
      if (best !== undefined) votes[best] += heads;
    }

    return votes;
  };

  const rounds = [];
  for (let votes = votesNow(); ; votes = votesNow()) {
    const active = sum(votes);
    const needed = active / 2n + 1n;
    const shown = votes.map((count, place) => (isThere[place] ? count : -1n));
    const round = { votes: shown, active, exhausted: total - active, needed, left: [], gains: [], elected: null };
    rounds.push(round);
    const there = isThere.map((_, place) => place).filter((place) => isThere[place]);
    const leader = there.find((place) => votes[place] === most(there.map((one) => votes[one])));
    const isAhead = there.length === 2 && there.some((place) => votes[place] < votes[leader]);
    if (there.length === 1 || isAhead || votes[leader] >= needed) {
      round.elected = leader;
      return { winners: [leader], runoff: { rounds } };
    }

    const fewest = least(there.map((place) => votes[place]));
    const weakest = there.filter((place) => votes[place] === fewest);
    const mayAllLeave = weakest.length === 1 || (fewest === 0n && weakest.length < there.length);
    round.left = mayAllLeave ? weakest : ties.take(over.elimination, rounds.length, weakest, 1);
    for (const place of round.left) isThere[place] = false;
    const after = votesNow();
    const gaining = there.filter((place) => isThere[place] && after[place] > votes[place]);
    round.gains = gaining.map((place) => ({ option: place, ballots: after[place] - votes[place] }));
  }
}

const moves = { done: 1, surplus: 2, exclusion: 3 };

export function countTransfers(question, ballots, ties, ahead) {
  return new Transfers(question, ballots, ties, ahead).run();
}

class Transfers {
  #question;
  #ties;
  #ahead;
  #continuing;
  #votes;
  #piles;
  #lost = whole(0);
  #stages = [];
  #history = [];
  #earlier = [];
  #winners = [];
  #excluded = [];
  #surpluses = [];

  constructor(question, ballots, ties, ahead) {
    [this.#question, this.#ties, this.#ahead] = [question, ties, ahead];
    this.#continuing = question.options.map((_, place) => place);
    this.#votes = question.options.map(() => whole(0));
    this.#piles = question.options.map(() => []);
    const said = ballots.filter((ballot) => ballot.entries.length > 0);
    this.valid = sum(said.map((ballot) => ballot.heads));
    this.quota = this.valid / BigInt(question.seats + 1) + 1n;
    for (const ballot of said) this.#lay({ order: orderOf(ballot), heads: ballot.heads }, whole(1));
  }

  run() {
    for (;;) {
      const votes = [...this.#votes];
      const stage = { votes: votes.map(String), nonTransferable: `${this.#lost}`, elected: this.#elect(), move: moves.done, of: null, transferValue: '0' };
      if (this.#winners.length < this.#question.seats) this.#move(stage);
      this.#stages.push(stage);
      if (stage.move === moves.done) return this.#end();
      this.#history.push(votes);
      this.#passOn(stage);
    }
  }

  #move(stage) {
    const isSurplus = this.#surpluses.length > 0;
    stage.move = isSurplus ? moves.surplus : moves.exclusion;
    stage.of = isSurplus ? this.#one(this.#surpluses, over.surplus, 1) : this.#one(this.#continuing, over.elimination, -1);
    const votes = this.#votes[stage.of];
    this.value = isSurplus ? votes.minus(whole(this.quota)).over(votes) : whole(1);
    stage.transferValue = `${this.value}`;
  }

  #elect() {
    const free = this.#question.seats - this.#winners.length;
    const enough = this.#continuing.length <= free ? this.#continuing : this.#continuing.filter((place) => this.#votes[place].compare(whole(this.quota)) >= 0);
    const elected = [...enough].sort((one, other) => this.#votes[other].compare(this.#votes[one]) || one - other);
    this.#continuing = this.#continuing.filter((place) => !elected.includes(place));
    this.#winners.push(...elected);
    this.#surpluses.push(...elected.filter((place) => this.#votes[place].compare(whole(this.quota)) > 0));
    return elected;
  }

  /** The one with the most votes (sign 1) or the fewest (-1); of equal ones as they stood before. */
  #one(among, what, sign) {
    const extreme = (places, votes) => {
      const best = places.map((place) => votes[place]).reduce((one, other) => (one.compare(other) * sign >= 0 ? one : other));
      return places.filter((place) => votes[place].compare(best) === 0);
    };
    const equal = extreme([...among].sort((one, other) => one - other), this.#votes);
    let left = equal;
    for (let stage = this.#history.length - 1; stage >= 0 && left.length > 1; stage--) left = extreme(left, this.#history[stage]);
    const round = this.#stages.length + 1;
    if (left.length > 1) return this.#ties.take(what, round, left, 1)[0];
    if (equal.length > 1) this.#earlier.push({ over: what, round, between: equal, taken: left, by: by.earlierStage });
    return left[0];
  }

  #passOn({ move, of }) {
    const pile = this.#piles[of];
    this.#piles[of] = [];
    if (move === moves.surplus) {
      this.#surpluses = this.#surpluses.filter((place) => place !== of);
      this.#votes[of] = whole(this.quota);
    } else {
      this.#continuing = this.#continuing.filter((place) => place !== of);
      this.#excluded.unshift(of);
      this.#votes[of] = whole(0);
    }

    for (const { ballot, value } of pile) this.#lay(ballot, value.times(this.value));
  }

  #lay(ballot, value) {
    const worth = value.times(whole(ballot.heads));
    const place = ballot.order.find((one) => this.#continuing.includes(one));
    if (place === undefined) {
      this.#lost = this.#lost.plus(worth);
      return;
    }

    this.#piles[place].push({ ballot, value });
    this.#votes[place] = this.#votes[place].plus(worth);
  }

  #end() {
    const still = [...this.#continuing].sort((one, other) => this.#votes[other].compare(this.#votes[one]) || this.#ahead[one] - this.#ahead[other]);
    return {
      winners: this.#winners,
      reserves: [...still, ...this.#excluded].slice(0, this.#question.reserve),
      ties: [...this.#earlier, ...this.#ties.told],
      transfers: { quota: this.quota, valid: this.valid, stages: this.#stages },
    };
  }
}

export function countPairs(question, ballots, ties, isMargins) {
  const all = question.options.map((_, place) => place);
  const preferences = all.map(() => all.map(() => 0n));
  for (const { entries, heads } of ballots) {
    const rankOf = all.map((place) => entries.find((entry) => entry.place === place)?.value ?? null);
    for (const { place, value } of entries) {
      for (const other of all) if (other !== place && (rankOf[other] === null || rankOf[other] > value)) preferences[place][other] += heads;
    }
  }

  const isDefeat = (one, other) => preferences[one][other] > preferences[other][one];
  const strengths = all.map((one) => all.map((other) => (isDefeat(one, other) ? preferences[one][other] - (isMargins ? preferences[other][one] : 0n) : 0n)));
  const before = all.map((one) => all.map((other) => (isDefeat(one, other) ? one : -1)));
  for (const middle of all) {
    for (const one of all) {
      for (const other of all) {
        const path = least([strengths[one][middle], strengths[middle][other]]);
        if (other === one || path <= strengths[one][other]) continue;
        strengths[one][other] = path;
        before[one][other] = before[middle][other];
      }
    }
  }

  const ranking = [];
  for (let left = all; left.length > 0;) {
    const rank = left.filter((one) => left.every((other) => strengths[one][other] >= strengths[other][one]));
    ranking.push(rank);
    left = left.filter((place) => !rank.includes(place));
  }

  const quo = statusQuoOf(question);
  const kept = ranking.findIndex((rank) => rank.includes(quo));
  const winners = fillSeats(kept < 0 ? ranking : ranking.slice(0, kept), question.seats, ties);
  const winner = all.find((one) => all.every((other) => one === other || isDefeat(one, other)));
  return {
    winners: winners.length === 0 && quo >= 0 ? [quo] : winners,
    pairwise: {
      preferences: preferences.flat(), strengths: strengths.flat(), before: before.flat(), ranking: ranking.map((options) => ({ options })),
      condorcetWinner: winner ?? null,
    },
  };
}

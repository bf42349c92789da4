import { Fraction, whole } from './fraction.mjs';
import { totalsOf } from './elections.mjs';
import { by, over, Ties } from './ties.mjs';

const fates = { selected: 1, doesNotFit: 2, afterStop: 3, notConsidered: 4 };
const kinds = { points: 8, ranking: 9 };
const utilities = { cost: 1, points: 3 };
const completions = { add1: 2, add1Greedy: 3, greedy: 4 };
const stepFen = 100n;
const sum = (numbers) => numbers.reduce((all, number) => all + number, 0n);

/** A budget question with its ballots, on which a ranking has become points. */
export class Budget {
  constructor(question, ballots, ahead) {
    [this.question, this.ahead] = [question, ahead];
    this.costs = question.options.map((option) => option.costFen);
    this.voters = sum(ballots.map((ballot) => ballot.heads));
    this.ballots = ballots;
    this.scores = totalsOf(question, this.ballots, ({ value }) => value);
    this.marked = totalsOf(question, this.ballots, () => 1n);
    this.places = this.costs.map((_, place) => place);
  }

  costOf(places) {
    return sum(places.map((place) => this.costs[place]));
  }

  tiesByCost() {
    return new Ties(this.question, this.ahead, { criteria: [(place) => this.costs[place]], lot: by.costLot, order: by.costOrder });
  }

  tiesBySupport() {
    return new Ties(this.question, this.ahead, {
      criteria: [(place) => -this.marked[place], (place) => this.costs[place]], lot: by.supportCostLot, order: by.supportCostOrder,
    });
  }
}

/** The points of a ranking: the last one ranked has 1, each better one has one more. */
export function pointsOf(entries) {
  const ranked = [...entries].sort((one, other) => (one.value < other.value ? -1 : 1));
  const points = new Map(ranked.map(({ place }, index) => [place, BigInt(ranked.length - index)]));
  return entries.map(({ place }) => ({ place, value: points.get(place) }));
}

export function countGreedy(budget, stops) {
  const ties = budget.tiesByCost();
  const considered = budget.places.filter((place) => budget.scores[place] > 0n);
  const { winners, greedy } = spend(budget, considered, budget.scores, budget.question.budgetFen, stops, ties);
  return { winners, ties: ties.told, greedy };
}

/** Spends money on some projects in the order of their scores. */
function spend(budget, considered, scores, money, stops, ties) {
  const turns = [];
  const rule = budget.tiesByCost();
  let left = money;
  let hasStopped = false;
  for (const level of [...new Set(considered.map((place) => scores[place]))].sort((one, other) => (one > other ? -1 : 1))) {
    let equal = considered.filter((place) => scores[place] === level);
    while (equal.length > 0) {
      const decides = equal.length > 1 && budget.costOf(equal) > left && equal.some((place) => budget.costs[place] <= left);
      const place = decides ? ties.take(over.project, turns.length + 1, equal, 1)[0] : rule.sorted(equal)[0];
      const fits = budget.costs[place] <= left;
      const fate = hasStopped ? fates.afterStop : fits ? fates.selected : fates.doesNotFit;
      turns.push({ option: place, score: level, leftFen: left, fate });
      if (fate === fates.selected) left -= budget.costs[place];
      hasStopped ||= stops && fate === fates.doesNotFit;
      equal = equal.filter((one) => one !== place);
    }
  }

  const others = budget.places.filter((place) => !considered.includes(place));
  turns.push(...others.map((place) => ({ option: place, score: scores[place], leftFen: left, fate: fates.notConsidered })));
  return { winners: turns.filter((turn) => turn.fate === fates.selected).map((turn) => turn.option), greedy: { turns, costFen: money - left } };
}

export function countShares(budget) {
  const { completion, budgetFen } = budget.question;
  const supporters = supportersOf(budget);
  const grows = completion === completions.add1 || completion === completions.add1Greedy;
  const { run, steps } = grows
    ? growShares(budget, supporters, completion === completions.add1Greedy)
    : { run: new Run(budget, supporters, new Fraction(budgetFen, budget.voters)), steps: 0n };
  const completed = completion === completions.add1Greedy || completion === completions.greedy ? complete(budget, run) : [];
  const winners = [...run.bought, ...completed];
  return {
    winners,
    ties: run.ties.told,
    shares: {
      endowmentFen: `${run.share}`, steps, purchases: run.purchases, shortfalls: run.shortfalls(), completed, costFen: budget.costOf(winners), runs: 0,
      greedy: countGreedy(budget, false).greedy,
    },
  };
}

/** Of each project the ballots it is worth something to. */
function supportersOf(budget) {
  const { utility, kind } = budget.question;
  const worthOf = (value) => (utility !== utilities.points ? 1n : kind === kinds.ranking ? value - 1n : value);
  const supporters = budget.places.map(() => []);
  budget.ballots.forEach(({ entries, heads }, ballot) => {
    for (const { place, value } of entries) if (worthOf(value) > 0n) supporters[place].push({ ballot, heads, worth: worthOf(value) });
  });
  return supporters;
}

function complete(budget, run) {
  const scores = budget.question.kind === kinds.points ? budget.scores : budget.marked;
  const rest = budget.places.filter((place) => scores[place] > 0n && !run.bought.includes(place));
  return spend(budget, rest, scores, budget.question.budgetFen - budget.costOf(run.bought), false, run.ties).winners;
}

/**
 * Add1. While the same is bought in the same order, money never falls and prices never rise as the share grows: so if a run further on buys the same, and
 * in each of its rounds all other projects cost more than what was bought did here, every step between buys the same and is leapt over.
 */
function growShares(budget, supporters, stopsWhenExhausted) {
  const { budgetFen } = budget.question;
  const first = (budgetFen / (budget.voters * stepFen)) * stepFen;
  const at = (steps, guard) => new Run(budget, supporters, whole(first + steps * stepFen), guard);
  let here = { run: at(0n), steps: 0n };
  let leap = 1n;
  while (!isOver(budget, supporters, here.run, stopsWhenExhausted)) {
    const run = at(here.steps + leap, leap > 1n ? here.run : null);
    if (leap > 1n && !run.isCertain) {
      leap /= 2n;
      continue;
    }

    if (budget.costOf(run.bought) > budgetFen) break;
    const isSame = run.bought.join() === here.run.bought.join();
    here = { run, steps: here.steps + leap };
    leap = isSame ? leap * 2n : 1n;
  }

  return here;
}

function isOver(budget, supporters, run, stopsWhenExhausted) {
  const rest = budget.places.filter((place) => !run.bought.includes(place));
  const left = budget.question.budgetFen - budget.costOf(run.bought);
  return rest.every((place) => supporters[place].length === 0) || (stopsWhenExhausted && rest.every((place) => budget.costs[place] > left));
}

/** Spends the shares once. What everybody has stands over one common denominator, so that only prices are brought to lowest terms. */
class Run {
  purchases = [];
  rounds = [];
  isCertain = true;
  #budget;
  #supporters;
  #money;
  #denominator;

  /** With a guard, an earlier run, it is certain or not that every share between buys the same; where it is not, the run stops. */
  constructor(budget, supporters, share, guard = null) {
    [this.#budget, this.#supporters, this.share] = [budget, supporters, share];
    this.ties = budget.tiesBySupport();
    this.#money = budget.ballots.map(() => share.numerator);
    this.#denominator = share.denominator;
    const prices = budget.places.filter((place) => supporters[place].length > 0).map((place) => ({ place, rho: whole(0) }));
    for (let round = 0; this.isCertain; round++) {
      const before = guard?.rounds[round] ?? null;
      const near = this.#cheapest(prices, before?.rho ?? null);
      const equal = near.filter(({ rho }) => rho.compare(near[0].rho) === 0).map(({ place }) => place).sort((one, other) => one - other);
      if (guard !== null && !isSure(before, near, equal)) this.isCertain = false;
      if (equal.length === 0 || !this.isCertain) break;
      const place = equal.length === 1 ? equal[0] : this.ties.take(over.project, round + 1, equal, 1)[0];
      if (before !== null && before.place !== place) this.isCertain = false;
      this.rounds.push({ place, rho: near[0].rho, equal });
      this.#buy(place, near[0].rho);
      prices.splice(prices.findIndex((price) => price.place === place), 1);
    }
  }

  get bought() {
    return this.purchases.map((purchase) => purchase.option);
  }

  shortfalls() {
    return this.#budget.places
      .filter((place) => this.#supporters[place].length > 0 && !this.bought.includes(place))
      .map((place) => {
        const held = new Fraction(sum(this.#supporters[place].map(({ ballot, heads }) => this.#money[ballot] * heads)), this.#denominator);
        return { option: place, heldFen: `${held}`, missingFen: `${whole(this.#budget.costs[place]).minus(held)}` };
      });
  }

  #factor(place) {
    return this.#budget.question.utility === utilities.cost ? this.#budget.costs[place] : 1n;
  }

  /**
   * The affordable ones with the smallest ρ, and those not above a bound, the cheapest first. A ρ never falls within a run, so the last one known bounds it
   * from below.
   */
  #cheapest(prices, bound) {
    const near = [];
    prices.sort((one, other) => one.rho.compare(other.rho));
    for (const price of [...prices]) {
      const limit = near.length === 0 ? null : bound !== null && bound.compare(near[0].rho) > 0 ? bound : near[0].rho;
      if (limit !== null && price.rho.compare(limit) > 0) break;
      const rho = this.#rhoOf(price.place);
      if (rho === null) {
        prices.splice(prices.indexOf(price), 1);
        continue;
      }

      price.rho = rho;
      near.push(price);
      near.sort((one, other) => one.rho.compare(other.rho));
    }

    return near.filter(({ rho }) => rho.compare(near[0].rho) === 0 || (bound !== null && rho.compare(bound) <= 0)).map((price) => ({ ...price }));
  }

  /** What the supporters would pay per unit of utility; null where they have not enough. */
  #rhoOf(place) {
    const payers = this.#supporters[place].map(({ ballot, heads, worth }) => ({ money: this.#money[ballot], heads, worth }));
    payers.sort((one, other) => {
      const [left, right] = [one.money * other.worth, other.money * one.worth];
      return left < right ? -1 : left > right ? 1 : 0;
    });
    let missing = this.#budget.costs[place] * this.#denominator;
    let worth = sum(payers.map((payer) => payer.heads * payer.worth));
    for (const payer of payers) {
      if (missing * payer.worth <= payer.money * worth) return new Fraction(missing, worth * this.#denominator * this.#factor(place));
      missing -= payer.money * payer.heads;
      worth -= payer.heads * payer.worth;
    }

    return null;
  }

  #buy(place, rho) {
    const purchase = { option: place, rho: `${rho}`, inFull: 0n, allTheyHad: 0n };
    const each = this.#widened(rho.times(whole(this.#factor(place))));
    for (const { ballot, heads, worth } of this.#supporters[place]) {
      const left = this.#money[ballot] - each * worth;
      if (left >= 0n) purchase.inFull += heads;
      else if (this.#money[ballot] > 0n) purchase.allTheyHad += heads;
      this.#money[ballot] = left > 0n ? left : 0n;
    }

    this.purchases.push(purchase);
  }

  /** A price over the common denominator, which is made to fit. */
  #widened(price) {
    const by = new Fraction(this.#denominator, price.denominator).denominator;
    this.#denominator *= by;
    if (by > 1n) this.#money = this.#money.map((money) => money * by);
    return price.numerator * (this.#denominator / price.denominator);
  }
}

function isSure(before, near, equal) {
  if (before === null) return near.length === 0;
  if (near.length !== equal.length || !equal.includes(before.place)) return false;
  return equal.length === 1 || (equal.join() === before.equal.join() && near[0].rho.compare(before.rho) === 0);
}

import { sha256 } from './tree.mjs';

export const over = { seat: 1, elimination: 2, surplus: 3, project: 4 };
export const by = { lot: 1, order: 2, earlierStage: 3, supportCostLot: 4, supportCostOrder: 5, costLot: 6, costOrder: 7 };
const byOrder = 2;

/** For each option, by place, how many are ahead of it. */
export function standing(question, announcementLeaf) {
  const places = question.options.map((_, place) => place);
  if (question.tieBreak === byOrder) return places;
  const drawn = question.options.map((option) => sha256(Buffer.from('neighborhood lot v1\0'), announcementLeaf, Buffer.from(`${question.id}\0${option.id}`)));
  const order = [...places].sort((one, other) => Buffer.compare(drawn[one], drawn[other]));
  return places.map((place) => order.indexOf(place));
}

/** Breaks ties, and tells those it broke. */
export class Ties {
  told = [];
  #criteria;
  #by;

  /** Criteria are numbers of a place, the smaller is ahead; the last is always where it stands. */
  constructor(question, ahead, { criteria = [], lot = by.lot, order = by.order } = {}) {
    this.#criteria = [...criteria, (place) => BigInt(ahead[place])];
    this.#by = question.tieBreak === byOrder ? order : lot;
  }

  sorted(places) {
    return [...places].sort((one, other) => {
      const criterion = this.#criteria.find((number) => number(one) !== number(other));
      return criterion === undefined ? 0 : criterion(one) < criterion(other) ? -1 : 1;
    });
  }

  take(what, round, between, count) {
    const sorted = this.sorted(between);
    const taken = what === over.elimination ? sorted.slice(-count) : sorted.slice(0, count);
    this.told.push({ over: what, round, between: [...between], taken, by: this.#by });
    return taken;
  }
}

/** Fills seats from ranks of equal ones, the best first. */
export function fillSeats(ranks, seats, ties) {
  const winners = [];
  for (const rank of ranks) {
    const free = seats - winners.length;
    if (free === 0) break;
    winners.push(...(rank.length <= free ? rank : ties.take(over.seat, winners.length + 1, rank, free)));
  }

  return winners;
}

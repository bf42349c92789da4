import { require } from './broken.mjs';

const paperChannel = 3n;

/** The papers of the poll: each is issued once, comes back once, and becomes a ballot where two people entered the same. */
export class Papers {
  #papers = [];
  #newest = new Map();
  #returned = 0n;
  #spoiled = 0n;
  #uncounted = 0n;
  #isFinished = false;
  announcement = Buffer.alloc(0);
  counted = 0n;

  get isSettled() {
    return this.#papers.length === 0 || this.#isFinished;
  }

  apply(kind, told, entry) {
    require(!this.#isFinished, 'PAPER_COUNT');
    switch (kind) {
      case 'paperIssued': return this.#issue(told, entry.sequence);
      case 'paperReturned': return told.serials.forEach((serial) => this.#return(serial));
      case 'paperEntered': return this.#enter(told, entry.account);
      case 'paperEntryVoided': return this.#move(told.serial, 'PAPER_ENTRY', ['entered'], 'returned');
      case 'paperSpoiled': return this.#spoil(told.serial);
      default: return this.#finish(told);
    }
  }

  /** Goes on where a ballot is not on paper, or is the second entry of the voter's paper, by another account. */
  check(cast, account) {
    if (cast.channel !== paperChannel) return require(cast.paper === 0n, 'PAPER_ENTRY');
    const paper = this.#newest.get(cast.voter);
    require(!this.#isFinished && paper?.state === 'entered', 'PAPER_ENTRY');
    require(paper.issued === cast.paper && paper.commitment.equals(cast.commitment), 'PAPER_ENTRY');
    require(account !== 0n && paper.enteredBy !== 0n && account !== paper.enteredBy, 'PAPER_PERSON');
    paper.state = 'counted';
    this.counted++;
    this.#uncounted--;
    return undefined;
  }

  #issue(told, sequence) {
    require(told.firstSerial === BigInt(this.#papers.length + 1), 'PAPER_ISSUED');
    require(told.announcementLeaf.equals(this.announcement), 'PAPER_ISSUED');
    for (const voter of told.voters) {
      require((this.#newest.get(voter)?.state ?? 'spoiled') === 'spoiled', 'PAPER_ISSUED');
      const paper = { voter, issued: sequence, state: 'issued', commitment: null, enteredBy: 0n };
      this.#newest.set(voter, paper);
      this.#papers.push(paper);
    }
  }

  #return(serial) {
    this.#move(serial, 'PAPER_RETURNED', ['issued'], 'returned');
    this.#returned++;
    this.#uncounted++;
  }

  #enter(told, account) {
    const paper = this.#move(told.serial, 'PAPER_ENTRY', ['returned'], 'entered');
    require(paper.voter === told.voter, 'PAPER_ENTRY');
    [paper.commitment, paper.enteredBy] = [told.commitment, account];
  }

  #spoil(serial) {
    const before = this.#at(serial)?.state;
    this.#move(serial, 'PAPER_SPOILED', ['issued', 'returned', 'entered'], 'spoiled');
    if (before !== 'issued') this.#uncounted--;
    this.#spoiled++;
  }

  #finish(told) {
    this.#isFinished = true;
    const numbers = [BigInt(this.#papers.length), this.#returned, this.#spoiled, this.counted, this.#uncounted];
    const said = [told.issued, told.returned, told.spoiled, told.counted, told.uncounted];
    require(numbers.every((number, i) => number === said[i]), 'PAPER_COUNT');
  }

  #at(serial) {
    return serial >= 1n && serial <= BigInt(this.#papers.length) ? this.#papers[Number(serial) - 1] : undefined;
  }

  #move(serial, fault, states, next) {
    const paper = this.#at(serial);
    require(paper !== undefined && states.includes(paper.state), fault);
    paper.state = next;
    return paper;
  }
}

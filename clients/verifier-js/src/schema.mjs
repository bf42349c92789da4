/** Marks the fields of a message of which at most one is there. */
export const oneOf = Symbol('oneOf');

// number: [name, type]; a type is int (64 bits), int32 (also of enums), optional32, bool, bytes, text, packed, packed32, a message, or one of them in a list.
const ClauseFinding = { 1: ['clause', 'text'], 2: ['held', 'bool'], 3: ['have', 'int'], 4: ['base', 'int'], 5: ['shortfall', 'int'] };
const QuestionOption = { 1: ['id', 'text'], 2: ['label', 'text'], 3: ['meaning', 'text'], 4: ['costFen', 'int'], 5: ['isStatusQuo', 'bool'] };
const OptionSupport = { 1: ['option', 'text'], 2: ['headcount', 'int'], 3: ['areaCm2', 'int'], 4: ['findings', [ClauseFinding]] };
const CountTie = { 1: ['over', 'int32'], 2: ['round', 'int32'], 3: ['between', 'packed32'], 4: ['taken', 'packed32'], 5: ['by', 'int32'] };
const TotalsCount = { 1: ['totals', 'packed'], 2: ['ballots', 'int'] };
const MajorityCount = { 1: ['votes', 'packed'], 2: ['base', 'int'], 3: ['needed', 'int'], 4: ['missing', 'int'] };
const RunoffCount = {
  1: ['rounds', [{
    1: ['votes', 'packed'], 2: ['active', 'int'], 3: ['exhausted', 'int'], 4: ['needed', 'int'], 5: ['left', 'packed32'],
    6: ['gains', [{ 1: ['option', 'int32'], 2: ['ballots', 'int'] }]], 7: ['elected', 'optional32'],
  }]],
};
const TransferCount = {
  1: ['quota', 'int'], 2: ['valid', 'int'],
  3: ['stages', [{
    1: ['votes', ['text']], 2: ['nonTransferable', 'text'], 3: ['elected', 'packed32'], 4: ['move', 'int32'], 5: ['of', 'optional32'],
    6: ['transferValue', 'text'],
  }]],
};
const PairwiseCount = {
  1: ['preferences', 'packed'], 2: ['strengths', 'packed'], 3: ['before', 'packed32'], 4: ['ranking', [{ 1: ['options', 'packed32'] }]],
  5: ['condorcetWinner', 'optional32'],
};
const GreedyCount = { 1: ['turns', [{ 1: ['option', 'int32'], 2: ['score', 'int'], 3: ['leftFen', 'int'], 4: ['fate', 'int32'] }]], 2: ['costFen', 'int'] };
const SharesCount = {
  1: ['endowmentFen', 'text'], 2: ['steps', 'int'],
  3: ['purchases', [{ 1: ['option', 'int32'], 2: ['rho', 'text'], 3: ['inFull', 'int'], 4: ['allTheyHad', 'int'] }]],
  4: ['shortfalls', [{ 1: ['option', 'int32'], 2: ['heldFen', 'text'], 3: ['missingFen', 'text'] }]],
  5: ['completed', 'packed32'], 6: ['costFen', 'int'], 7: ['runs', 'int32'], 8: ['greedy', GreedyCount],
};

export const Question = {
  1: ['id', 'text'], 2: ['text', 'text'], 3: ['meaning', 'text'], 4: ['kind', 'int32'], 5: ['options', [QuestionOption]], 6: ['method', 'int32'],
  7: ['seats', 'int32'], 8: ['reserve', 'int32'], 9: ['budgetFen', 'int'], 10: ['minChoices', 'int32'], 11: ['maxChoices', 'int32'], 12: ['maxScore', 'int'],
  13: ['points', 'int'], 14: ['maxPointsEach', 'int'], 15: ['utility', 'int32'], 16: ['completion', 'int32'], 17: ['tiesAllowed', 'bool'],
  18: ['tieBreak', 'int32'], 19: ['reason', 'int32'],
};
const Mark = { 1: ['option', 'text'], 2: ['value', 'int'] };
export const Choice = {
  1: ['option', 'text'], 2: ['padding', 'bytes'],
  3: ['answers', [{ 1: ['question', 'text'], 2: ['marks', [Mark]], 3: ['reason', 'text'] }]],
};
export const counts = ['totals', 'majority', 'runoff', 'transfers', 'pairwise', 'greedy', 'shares'];
export const QuestionOutcome = {
  1: ['question', 'text'], 2: ['winners', ['text']], 3: ['reserves', ['text']], 4: ['passed', 'bool'], 5: ['voters', 'int'], 6: ['blank', 'int'],
  7: ['support', [OptionSupport]], 8: ['findings', [ClauseFinding]], 9: ['ties', [CountTie]], 10: ['totals', TotalsCount], 11: ['majority', MajorityCount],
  12: ['runoff', RunoffCount], 13: ['transfers', TransferCount], 14: ['pairwise', PairwiseCount], 15: ['greedy', GreedyCount], 16: ['shares', SharesCount],
  20: ['abridged', 'bool'], [oneOf]: counts,
};

const Option = { 1: ['id', 'text'] };
const OptionTally = { 1: ['option', 'text'], 2: ['headcount', 'int'], 3: ['areaCm2', 'int'] };
const OfPoll = { 1: ['poll', 'int'] };
const Fact = {
  80: ['pollAnnounced', {
    1: ['question', 'text'], 2: ['options', [Option]], 5: ['rulePack', 'text'], 6: ['rulePackVersion', 'text'], 7: ['rulePackHash', 'bytes'],
    8: ['secrecy', 'int'], 11: ['opensAt', 'int'], 12: ['closesAt', 'int'], 16: ['matter', 'text'],
    17: ['effectiveRule', 'bytes'], 18: ['effectiveRuleHash', 'bytes'], 30: ['questions', [Question]],
  }],
  84: ['pollExtended', { ...OfPoll, 2: ['closesAt', 'int'], 3: ['opensAt', 'int'], 7: ['paperEntryUntil', 'int'] }],
  86: ['pollOpened', { ...OfPoll, 2: ['rollRoot', 'bytes'], 3: ['entitledHeadcount', 'int'], 4: ['entitledAreaCm2', 'int'], 5: ['voterCount', 'int'] }],
  88: ['ballotCast', {
    ...OfPoll, 2: ['voter', 'int'], 3: ['commitment', 'bytes'], 4: ['ordinal', 'int'], 5: ['previousLeaf', 'bytes'], 6: ['replaces', 'int'],
    7: ['device', 'int'], 8: ['signature', 'bytes'], 9: ['channel', 'int'], 10: ['castBy', 'int'], 11: ['authorization', 'int'],
    12: ['paper', 'int'],
  }],
  89: ['pollClosed', { ...OfPoll, 2: ['ballotCount', 'int'], 3: ['lastLeaf', 'bytes'], 4: ['votedHeadcount', 'int'], 5: ['votedAreaCm2', 'int'] }],
  90: ['resultDeclared', {
    ...OfPoll, 2: ['passed', 'bool'], 3: ['tally', [OptionTally]], 4: ['findings', [ClauseFinding]],
    5: ['silentTally', [OptionTally]], 6: ['withheld', 'bool'], 8: ['passedByReturned', 'bool'], 20: ['outcomes', [QuestionOutcome]],
  }],
  91: ['pollVoided', { ...OfPoll, 3: ['court', 'text'], 4: ['caseNumber', 'text'] }],
  100: ['deviceRegistered', {
    1: ['resident', 'int'], 2: ['publicKey', 'bytes'], 3: ['activeFrom', 'int'], 4: ['possessionSignature', 'bytes'], 5: ['approvedBy', 'int'],
    6: ['approvalSignature', 'bytes'], 7: ['recovery', 'int'],
  }],
  101: ['deviceRevoked', { 1: ['resident', 'int'], 2: ['device', 'int'] }],
  105: ['proxyAuthorized', {
    1: ['principal', 'int'], 2: ['proxy', 'int'], 3: ['polls', 'packed'], 4: ['matters', ['text']], 5: ['validUntil', 'int'], 6: ['recordedBy', 'int'],
    8: ['device', 'int'], 9: ['signature', 'bytes'],
  }],
  106: ['proxyRevoked', { 1: ['authorization', 'int'] }],
  110: ['paperIssued', { ...OfPoll, 2: ['firstSerial', 'int'], 3: ['voters', 'packed'], 4: ['announcementLeaf', 'bytes'] }],
  111: ['paperReturned', { ...OfPoll, 2: ['serials', 'packed'] }],
  112: ['paperEntered', { ...OfPoll, 2: ['serial', 'int'], 3: ['voter', 'int'], 4: ['commitment', 'bytes'] }],
  113: ['paperEntryVoided', { ...OfPoll, 2: ['serial', 'int'] }],
  114: ['paperCountFinished', {
    ...OfPoll, 2: ['issued', 'int'], 3: ['returned', 'int'], 4: ['spoiled', 'int'], 5: ['counted', 'int'], 6: ['uncounted', 'int'],
  }],
  115: ['paperSpoiled', { ...OfPoll, 2: ['serial', 'int'] }],
  118: ['scrutineerNamed', OfPoll],
  119: ['scrutineerRemoved', OfPoll],
  120: ['ballotStruck', { ...OfPoll, 2: ['ordinal', 'int'], 3: ['voter', 'int'] }],
  123: ['evidenceErased', OfPoll],
};
export const Entry = { 1: ['sequence', 'int'], 2: ['timeMicros', 'int'], 3: ['account', 'int'], 4: ['nonce', 'bytes'], 5: ['fact', Fact] };

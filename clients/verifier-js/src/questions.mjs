import { Question } from './schema.mjs';
import { readChoice } from './protobuf.mjs';
import { messageOf, textOf } from './spelling.mjs';

export const kinds = { yesNo: 1, single: 2, approval: 3, ranked: 4, score: 5, budgetApproval: 6, budgetKnapsack: 7, budgetPoints: 8, budgetRanking: 9 };
export const methods = {
  clauses: 1, plurality: 2, majorityOfVoting: 3, majorityOfEntitled: 4, approval: 5, runoff: 6, transfers: 7, schulze: 8, schulzeMargins: 9, score: 10,
  greedy: 11, greedyStopping: 12, equalShares: 13,
};
const methodsOf = [[], [1], [2, 3, 4], [5], [6, 7, 8, 9], [10], [11, 12, 13], [11, 12, 13], [11, 12, 13], [11, 12, 13]];
const seated = [methods.plurality, methods.approval, methods.score, methods.schulze, methods.schulzeMargins];
const schulze = [methods.schulze, methods.schulzeMargins];
const yesNo = [['yes', '同意'], ['no', '反对'], ['abstain', '弃权']];
const modes = { off: 1, optional: 2, required: 3 };
const [mostAmount, mostQuestionsBytes, mostChoiceBytes, mostRank, mostReason, leastPadding] = [1n << 50n, 65_536, 16_000, 2_000n, 200, 131];
const white = '\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const onlyWhite = new RegExp(`^[${white}]*$`);
const whiteEnds = new RegExp(`^[${white}]|[${white}]$`);

export const isBudget = (question) => question.kind >= kinds.budgetApproval;
const hasChoices = (question) => [kinds.approval, kinds.ranked, kinds.budgetApproval, kinds.budgetRanking].includes(question.kind);
const isId = (id) => /^[a-z][a-z0-9-]{0,31}$/.test(id);
const isTrim = (text) => !whiteEnds.test(text);
const isOnce = (ids) => new Set(ids).size === ids.length;
const isIn = (number, least, most) => number >= least && number <= most;
/** Within bounds where it applies; else 0. */
const fits = (applies, number, least, most) => (applies ? isIn(number, least, most) : BigInt(number) === 0n);

/** Whether questions are as they may be announced. */
export function mayBeAsked(questions) {
  const size = questions.reduce((all, question) => all + messageOf(Question, question).length, 0);
  return questions.every(isQuestion) && isOnce(questions.map((question) => question.id)) && size <= mostQuestionsBytes
    && (questions.length === 0 || choiceBytesOf(questions) <= mostChoiceBytes);
}

function isQuestion(question) {
  const { method, kind } = question;
  const count = question.options.length;
  const isShares = method === methods.equalShares;
  const hasPoints = kind === kinds.budgetPoints;
  return isId(question.id) && question.text !== '' && isTrim(question.text) && isTrim(question.meaning)
    && (methodsOf[kind] ?? []).includes(method) && areOptions(question)
    && fits(method === methods.transfers || seated.includes(method), question.seats, 1, count)
    && fits(method === methods.transfers, question.reserve, 0, count)
    && (!question.tiesAllowed || (kind === kinds.ranked && schulze.includes(method)))
    && fits(isBudget(question), question.budgetFen, 1n, mostAmount)
    && fits(isShares, question.utility, 1, hasPoints || kind === kinds.budgetRanking ? 3 : 2) && fits(isShares, question.completion, 1, 4)
    && fits(hasChoices(question), question.maxChoices, 1, count) && fits(hasChoices(question), question.minChoices, 1, question.maxChoices)
    && fits(kind === kinds.score, question.maxScore, 1n, 1_000n)
    && fits(hasPoints, question.points, 1n, 10_000n) && fits(hasPoints, question.maxPointsEach, 1n, question.points)
    && isIn(question.tieBreak, 1, 2) && isIn(question.reason, 1, 3);
}

function areOptions(question) {
  const { options } = question;
  if (question.kind === kinds.yesNo) {
    return options.length === 3 && options.every((option, place) =>
      option.id === yesNo[place][0] && option.label === yesNo[place][1] && option.meaning === '' && option.costFen === 0n && !option.isStatusQuo);
  }

  const isEach = options.every((option) => isId(option.id) && option.label !== '' && isTrim(option.label) && isTrim(option.meaning)
    && fits(isBudget(question), option.costFen, 1n, mostAmount));
  return isEach && isIn(options.length, isBudget(question) ? 1 : 2, 100) && isOnce(options.map((option) => option.id))
    && options.reduce((all, option) => all + option.costFen, 0n) <= mostAmount
    && options.filter((option) => option.isStatusQuo).length <= (seated.includes(question.method) ? 1 : 0);
}

/** The bytes of every sealed choice. */
export function choiceBytesOf(questions) {
  const answers = questions.map((question) => {
    const longest = [...question.options].sort((one, other) => other.id.length - one.id.length).slice(0, mostMarks(question));
    const marks = longest.map((option) => ({ option: option.id, value: mostValue(question) }));
    return { question: question.id, marks, reason: question.reason === modes.off ? '' : '由'.repeat(mostReason) };
  });
  return textOf({ option: '', padding: Buffer.alloc(0), answers }).length + leastPadding;
}

/** How many options an answer marks at least. */
export const leastMarks = (question) => ([kinds.yesNo, kinds.single].includes(question.kind) ? 1 : question.minChoices);

export function mostMarks(question) {
  if ([kinds.yesNo, kinds.single].includes(question.kind)) return 1;
  return hasChoices(question) ? question.maxChoices : question.options.length;
}

function mostValue(question) {
  if (question.kind === kinds.ranked || question.kind === kinds.budgetRanking) return mostRank;
  return { [kinds.score]: question.maxScore, [kinds.budgetPoints]: question.maxPointsEach }[question.kind] ?? 1n;
}

/** What a sealed choice says: for each question its entries, empty where it is blank; null where it is not the one spelling of such answers. */
export function readAnswers(questions, bytes) {
  const choice = readChoice(bytes);
  if (choice === null || bytes.length !== choiceBytesOf(questions) || choice.option !== '' || choice.padding.some((byte) => byte !== 0)) return null;
  const order = choice.answers.map((answer) => questions.findIndex((question) => question.id === answer.question));
  if (!ascends(order) || !textOf(choice).equals(bytes)) return null;
  const said = questions.map(() => []);
  for (const [index, answer] of choice.answers.entries()) {
    const question = questions[order[index]];
    const entries = answer.marks.map((mark) => ({ place: question.options.findIndex((option) => option.id === mark.option), value: mark.value }));
    if (!ascends(entries.map((entry) => entry.place)) || !isAnswer(question, entries) || !isReason(question, answer.reason)) return null;
    said[order[index]] = entries;
  }

  return said;
}

const ascends = (places) => places.every((place, index) => place > (index === 0 ? -1 : places[index - 1]));

function isAnswer(question, entries) {
  const values = entries.map((entry) => entry.value);
  const isRanking = question.kind === kinds.ranked || question.kind === kinds.budgetRanking;
  const least = question.kind === kinds.score ? 0n : 1n;
  if (!values.every((value) => isIn(value, least, mostValue(question)))) return false;
  if ([kinds.yesNo, kinds.single].includes(question.kind) && entries.length !== 1) return false;
  if (hasChoices(question) && !isIn(entries.length, question.minChoices, question.maxChoices)) return false;
  if (isRanking && !question.tiesAllowed && !isOnce(values)) return false;
  if (question.kind === kinds.budgetPoints && values.reduce((all, value) => all + value, 0n) > question.points) return false;
  return question.kind !== kinds.budgetKnapsack
    || entries.reduce((all, { place }) => all + question.options[place].costFen, 0n) <= question.budgetFen;
}

function isReason(question, reason) {
  if (question.reason === modes.off) return reason === '';
  return reason.length <= mostReason && (question.reason !== modes.required || !onlyWhite.test(reason));
}

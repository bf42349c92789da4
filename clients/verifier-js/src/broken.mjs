/** The first thing that does not hold; it ends the reading. */
export class Broken extends Error {
  constructor(code, details = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** Goes on where a condition holds. */
export function require(condition, code, details) {
  if (!condition) throw new Broken(code, details);
}

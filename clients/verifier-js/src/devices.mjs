import { require } from './broken.mjs';
import { verifyEd25519 } from './note.mjs';
import { bytes32, bytes8, text } from './numbers.mjs';

const holdMicros = 604_800_000_000n;

/** The devices that sign, each checked as it was registered. */
export class Devices {
  #ledger;
  #devices = new Map();
  #ofResident = new Map();
  /** Devices that signed and stand on nobody's approval. */
  unapproved = 0;

  constructor(ledger) {
    this.#ledger = text(ledger);
  }

  register(entry) {
    const made = entry.fact.deviceRegistered;
    const mine = this.#ofResident.get(made.resident) ?? [];
    const statement = [Buffer.from('neighborhood device v1\0'), this.#ledger, bytes8(made.resident), made.publicKey];
    this.#holds(verifyEd25519(made.publicKey, Buffer.concat(statement), made.possessionSignature));
    this.#holds(mine.every((id) => !this.#devices.get(id).publicKey.equals(made.publicKey)));
    if (made.approvedBy !== 0n) this.#holds(this.#isApproved(made, entry.timeMicros));
    else if (made.recovery !== 0n) this.#holds(made.activeFrom - entry.timeMicros >= holdMicros);
    else this.#holds(mine.length === 0);
    this.#devices.set(entry.sequence, { ...made, isRevoked: false, hasSigned: false });
    this.#ofResident.set(made.resident, [...mine, entry.sequence]);
  }

  revoke(revoked) {
    const device = this.#devices.get(revoked.device);
    if (device?.resident === revoked.resident) device.isRevoked = true;
  }

  /** Goes on where a device of the resident, active at this time, signed the ballot. */
  check(cast, timeMicros) {
    const caster = cast.castBy === 0n ? cast.voter : cast.castBy;
    const numbers = [cast.poll, cast.voter, cast.castBy, cast.replaces].map(bytes8);
    const statement = [Buffer.from('neighborhood signed ballot v1\0'), this.#ledger, ...numbers, bytes32(cast.commitment)];
    const fault = this.faultOf(cast.device, caster, timeMicros, Buffer.concat(statement), cast.signature);
    require(fault === null, fault);
  }

  /** Why no device of this resident, active at this time, signed the statement; null where one did. */
  faultOf(id, resident, timeMicros, statement, signature) {
    const device = this.#devices.get(id);
    if (device === undefined || device.resident !== resident || device.activeFrom > timeMicros) return 'BALLOT_DEVICE';
    if (device.isRevoked) return 'BALLOT_REVOKED';
    if (!verifyEd25519(device.publicKey, statement, signature)) return 'BALLOT_SIGNATURE';
    if (!device.hasSigned && device.approvedBy === 0n) this.unapproved++;
    device.hasSigned = true;
    return null;
  }

  #isApproved(made, timeMicros) {
    const approving = this.#devices.get(made.approvedBy);
    if (approving === undefined || approving.resident !== made.resident || approving.isRevoked || approving.activeFrom > timeMicros) return false;
    const statement = [
      Buffer.from('neighborhood device approval v1\0'), this.#ledger, bytes8(made.resident), bytes8(made.approvedBy), made.publicKey,
    ];
    return verifyEd25519(approving.publicKey, Buffer.concat(statement), made.approvalSignature);
  }

  #holds(condition) {
    require(condition, 'DEVICE_PROOF');
  }
}

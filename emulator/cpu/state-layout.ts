/** Where the processor's registers are in the state block, which state.ts describes. */

/** Host offsets of the state block's fields. */
export const STATE = {
  gpr: 0,
  fpr: 128,
  crBits: 384,
  ca: 416,
  ov: 417,
  so: 418,
  /** The XER's bits that are no flags. */
  xerRest: 420,
  lr: 424,
  ctr: 428,
  fpscr: 432,
  pc: 436,
  reserved: 440,
  reservation: 444,
  /** Time left until the next deadline check, `FUEL_PER_CYCLE` to a cycle; negative when it is due. */
  fuel: 448,
  /** What the FPSCR does not tell yet: see float-status.ts. */
  pending: 512,
  pendingOperands: 520,
  pendingConverted: 544,
  pendingCompared: 552,
  /** How many patterns of results cannot raise an exception that is not there; none, or those of PLAIN_DOUBLES and PLAIN_SINGLES. */
  plainDoubles: 568,
  plainSingles: 576,
  steady: 580,
  /** The tables of fres and frsqrte: see float-wasm/estimates.ts. */
  estimates: 1024,
  /** Where computed jumps went last: the guest pc of each function in the table of jumps. */
  jumpCache: 2048,
  /** Where a debugger is attached, a byte for each region of code: see debug/code-flags.ts. */
  codeFlags: 3072,
  /** Where caches are simulated, the line of each set that was used last (timing/caches/filter.ts). */
  dataLines: 4096,
  instructionLines: 5632,
} as const

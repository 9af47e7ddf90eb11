/** Which rows of the instruction table can raise which exception by themselves: what faults.test.ts runs, and the coverage page tells. */

import type { InstructionRow } from '../../emulator/cpu/instructions/row.ts'
import { instructionTable } from '../../emulator/cpu/instructions/table.ts'

export const alignedRows = (alignment: InstructionRow['alignment']): readonly InstructionRow[] =>
  instructionTable.filter((row) => row.alignment === alignment)

const isExternalControl = ({ mnemonic }: InstructionRow): boolean => /^e[ci]?[oi]wx$/.test(mnemonic)

/** Rows that access memory, and so may do it where there is none. */
export const accessRows: readonly InstructionRow[] = instructionTable.filter(
  (row) => row.mayFault && !isExternalControl(row),
)

/** Rows that fault, or not, for other reasons, with the words that show it. */
export interface OwnFault {
  readonly mnemonic: string
  readonly about: string
  readonly word: number
  /** The fault's kind; undefined where there must be none. */
  readonly kind: string | undefined
}

const trap = (to: number): number => ((31 << 26) | (to << 21) | (3 << 16) | (4 << 11) | (4 << 1)) >>> 0
const trapImmediate = (to: number, value: number): number => ((3 << 26) | (to << 21) | (3 << 16) | value) >>> 0

const supervisors = 'dcbi mfmsr mfsr mfsrin mtmsr mtsr mtsrin rfi tlbie tlbsync'.split(' ')

/** With 5 in r3 and -1 in r4. */
export const ownFaults: readonly OwnFault[] = [
  { mnemonic: 'sc', about: 'a system call', word: 0x44000002, kind: 'system-call' },
  { mnemonic: 'eciwx', about: 'external control, which no device has', word: 0x7c64026c, kind: 'access' },
  { mnemonic: 'ecowx', about: 'external control, which no device has', word: 0x7c64036c, kind: 'access' },
  { mnemonic: 'tw', about: 'less than, signed: not', word: trap(16), kind: undefined },
  { mnemonic: 'tw', about: 'greater than, signed', word: trap(8), kind: 'trap' },
  { mnemonic: 'tw', about: 'equal: not', word: trap(4), kind: undefined },
  { mnemonic: 'tw', about: 'less than, unsigned', word: trap(2), kind: 'trap' },
  { mnemonic: 'tw', about: 'greater than, unsigned: not', word: trap(1), kind: undefined },
  { mnemonic: 'tw', about: 'on nothing', word: trap(0), kind: undefined },
  { mnemonic: 'twi', about: 'equal', word: trapImmediate(4, 5), kind: 'trap' },
  { mnemonic: 'twi', about: 'less than 6, signed', word: trapImmediate(16, 6), kind: 'trap' },
  { mnemonic: 'twi', about: 'greater than -1, unsigned: not', word: trapImmediate(1, 0xffff), kind: undefined },
  { mnemonic: 'mfspr', about: 'of the processor version', word: 0x7c7f42a6, kind: 'privileged' },
  { mnemonic: 'mfspr', about: 'of UMMCR0', word: 0x7c68eaa6, kind: undefined },
  { mnemonic: 'mfspr', about: 'of MQ, which only POWER has', word: 0x7c6002a6, kind: 'illegal-instruction' },
  { mnemonic: 'mtspr', about: 'to SPRG0', word: 0x7c7043a6, kind: 'privileged' },
  { mnemonic: 'mtspr', about: 'to UMMCR0, which can only be read', word: 0x7c68eba6, kind: 'illegal-instruction' },
  { mnemonic: 'mftb', about: 'of the lower word', word: 0x7c6c42e6, kind: undefined },
  { mnemonic: 'mftb', about: 'of the upper word', word: 0x7c6d42e6, kind: undefined },
  { mnemonic: 'mftb', about: 'of no time base register', word: 0x7c6842e6, kind: 'illegal-instruction' },
  ...instructionTable
    .filter(({ mnemonic }) => supervisors.includes(mnemonic))
    .map(({ mnemonic, value }) => ({ mnemonic, about: "the supervisor's", word: value, kind: 'privileged' })),
]

/** The registers as gdb knows them, and what tells gdb of them: a target description (Debugging with GDB, appendix G, "PowerPC Features"). */

import type { CpuState } from '../../emulator/cpu/index.ts'

interface Register {
  readonly name: string
  readonly bits: 32 | 64
  readonly feature: 'core' | 'fpu'
  readonly type?: string
  get(state: CpuState): number | bigint
  /** Absent where the machine has no such register to change. */
  set?(state: CpuState, value: bigint): void
}

/** User mode, address translation, floating point and interrupts on: what a program's machine state register is. Bondi keeps none. */
const MSR = 0xf032

const word = (value: bigint): number => Number(BigInt.asUintN(32, value))

function special(
  name: 'pc' | 'cr' | 'lr' | 'ctr' | 'xer' | 'fpscr',
  feature: Register['feature'],
  type?: string,
): Register {
  return {
    name,
    bits: 32,
    feature,
    ...(type && { type }),
    get: (state) => state[name],
    set: (state, value) => {
      state[name] = word(value)
    },
  }
}

/** By gdb's numbers: those of `g`, in its order. */
export const registers: readonly Register[] = [
  ...Array.from(
    { length: 32 },
    (_, n): Register => ({
      name: `r${n}`,
      bits: 32,
      feature: 'core',
      get: (state) => state.gpr(n),
      set: (state, value) => state.setGpr(n, word(value)),
    }),
  ),
  ...Array.from(
    { length: 32 },
    (_, n): Register => ({
      name: `f${n}`,
      bits: 64,
      feature: 'fpu',
      type: 'ieee_double',
      get: (state) => state.fprBits(n),
      set: (state, value) => state.setFprBits(n, value),
    }),
  ),
  special('pc', 'core', 'code_ptr'),
  { name: 'msr', bits: 32, feature: 'core', get: () => MSR },
  special('cr', 'core'),
  special('lr', 'core', 'code_ptr'),
  special('ctr', 'core'),
  special('xer', 'core'),
  special('fpscr', 'fpu'),
]

export const readRegister = (state: CpuState, { bits, get }: Register): string =>
  BigInt.asUintN(bits, BigInt(get(state)))
    .toString(16)
    .padStart(bits / 4, '0')

function describeFeature(feature: Register['feature']): string {
  const lines = registers.flatMap(({ name, bits, type, feature: own }, number) =>
    own === feature
      ? [`<reg name="${name}" bitsize="${bits}" regnum="${number}"${type ? ` type="${type}"` : ''}/>`]
      : [],
  )
  return `<feature name="org.gnu.gdb.power.${feature}">\n${lines.join('\n')}\n</feature>`
}

export const targetDescription = [
  '<?xml version="1.0"?>',
  '<!DOCTYPE target SYSTEM "gdb-target.dtd">',
  '<target version="1.0">',
  '<architecture>powerpc:common</architecture>',
  describeFeature('core'),
  describeFeature('fpu'),
  '</target>',
  '',
].join('\n')

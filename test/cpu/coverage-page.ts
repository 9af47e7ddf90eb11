/** The coverage page: for each row of the instruction table what proves it, from the data that the tests run on. */

import type { Group, InstructionRow } from '../../emulator/cpu/instructions/row.ts'
import { decodeRow, instructionTable } from '../../emulator/cpu/instructions/table.ts'
import { directedVectors } from './directed-vectors.ts'
import { accessRows, ownFaults } from './fault-rows.ts'
import { hardwareVectorCounts } from './hardware-vector-counts.ts'
import { floatOpOf, knownDifferences, untested } from './known-differences.ts'
import { caseForQemu, caseForSteps, DEFAULT_PROGRAMS } from './program-cases.ts'
import { layOut } from './program-tree.ts'

export interface Proof {
  readonly row: InstructionRow
  /** Vectors recorded on hardware. */
  readonly hardware: number
  /** Compared with qemu-ppc alone, on random and edge operands. */
  readonly qemu: boolean
  /** Vectors worked out by hand. */
  readonly directed: number
  /** In random programs held against qemu-ppc, or against single steps. */
  readonly programs: readonly ('qemu' | 'steps')[]
  /** Exceptions that are raised on purpose. */
  readonly faults: readonly string[]
  /** Numbers of what qemu does otherwise, from 1. */
  readonly differs: readonly number[]
}

/** Mnemonics of all instructions in programs; words of jump tables decode to something too, and are seldom instructions. */
function mnemonicsIn(programs: readonly (readonly number[])[]): ReadonlySet<string> {
  const found = new Set<string>()
  for (const word of programs.flat()) {
    const row = decodeRow(word)
    if (row) found.add(row.mnemonic)
  }
  return found
}

const seeds = (count: number) => Array.from({ length: count }, (_, k) => k + 1)

export function proofs(): Proof[] {
  const inQemuPrograms = mnemonicsIn(seeds(DEFAULT_PROGRAMS.forQemu).map((seed) => layOut(caseForQemu(seed).program)))
  const inStepPrograms = mnemonicsIn(
    [false, true].flatMap((usesFpscr) =>
      seeds(DEFAULT_PROGRAMS.forSteps).map((seed) => layOut(caseForSteps(seed, usesFpscr).program)),
    ),
  )
  return instructionTable.map((row) => {
    const { mnemonic } = row
    const op = floatOpOf(row)
    return {
      row,
      hardware: hardwareVectorCounts[mnemonic] ?? 0,
      qemu: !untested.has(mnemonic),
      directed: directedVectors.filter((vector) => vector.op === op).length,
      programs: [
        ...(inQemuPrograms.has(mnemonic) ? (['qemu'] as const) : []),
        ...(inStepPrograms.has(mnemonic) ? (['steps'] as const) : []),
      ],
      faults: faultsOf(row),
      differs: knownDifferences.flatMap(({ rows }, k) => (rows.test(mnemonic) ? [k + 1] : [])),
    }
  })
}

function faultsOf(row: InstructionRow): string[] {
  const own = ownFaults.filter(({ mnemonic, kind }) => mnemonic === row.mnemonic && kind !== undefined)
  return [
    ...(accessRows.includes(row) ? ['access'] : []),
    ...(row.alignment === 'any' ? [] : ['alignment']),
    ...new Set(own.map(({ kind }) => `${kind}`)),
  ]
}

/** What the tests compare a result with; being in programs held against single steps alone proves nothing of the step. */
export const isProven = ({ hardware, qemu, directed, faults }: Proof): boolean =>
  hardware > 0 || qemu || directed > 0 || faults.length > 0

const groupTitles: Readonly<Record<Group, string>> = {
  branch: 'Branch and condition register',
  integer: 'Integer',
  'load-store': 'Load and store',
  'floating-point': 'Floating point',
  system: 'Processor control, cache and supervisor',
}

function line(proof: Proof): string {
  const { row, hardware, qemu, directed, programs, faults, differs } = proof
  const cells = [
    `\`${row.mnemonic}\``,
    hardware || '',
    qemu ? 'yes' : '',
    directed || '',
    programs.join(', '),
    faults.join(', '),
    differs.map((n) => `[${n}](#${n})`).join(' '),
  ]
  return `| ${isProven(proof) ? cells.join(' | ') : `${cells[0]} | **nothing** | | | | | `} |`
}

export function coveragePage(): string {
  const all = proofs()
  const count = (has: (proof: Proof) => boolean) => all.filter(has).length
  const total = all.reduce((sum, { hardware }) => sum + hardware, 0)
  const lines = [
    '# What proves each instruction',
    '',
    'Made from the instruction table and from what the tests run on, by `npx vitest run test/cpu/coverage-page.test.ts -u`.',
    '',
    '- **Hardware**: records of vectors taken on a 750CL, compared bit for bit with the FPSCR and without, with relaxed SIMD and without',
    '  (`hardware-vectors.test.ts`; they run where the vectors are).',
    '- **qemu**: the instruction alone under `qemu-ppc -cpu 750`, on random and edge operands: registers, flags, FPSCR and memory',
    '  (`instructions.qemu.test.ts`; floating point also without the FPSCR, with relaxed SIMD and without, and in `float.qemu.test.ts`).',
    '- **Directed**: vectors worked out by hand (`directed-vectors.test.ts`).',
    '- **Programs**: it is in random programs of hundreds of instructions with branches, loops and calls, translated with relaxed SIMD and without, in precise mode and stepped,',
    '  held against qemu-ppc (`programs.qemu.test.ts`) and against single steps (`programs.test.ts`).',
    '- **Faults**: exceptions that it is made to raise, with the state before it (`faults.test.ts`).',
    '- **Differs**: where qemu-ppc is wrong or undefined results differ; the tests correct its answer. Listed below.',
    '',
    `Of ${all.length} instructions, ${count(({ hardware }) => hardware > 0)} have ${total} hardware vectors, ` +
      `${count(({ qemu }) => qemu)} are compared with qemu-ppc one by one and ` +
      `${count(({ programs }) => programs.includes('qemu'))} in programs; ${count((proof) => !isProven(proof))} are proven by nothing.`,
  ]
  for (const [group, title] of Object.entries(groupTitles)) {
    lines.push('', `## ${title}`, '')
    lines.push('| Instruction | Hardware | qemu | Directed | Programs | Faults | Differs |')
    lines.push('| --- | ---: | --- | ---: | --- | --- | --- |')
    lines.push(...all.filter(({ row }) => row.group === group).map(line))
  }
  lines.push('', '## What qemu-ppc cannot be asked', '')
  for (const [mnemonic, why] of untested) lines.push(`- \`${mnemonic}\`: ${why}.`)
  lines.push('', '## Where qemu-ppc 7.2 differs from the hardware', '')
  knownDifferences.forEach(({ what, why, source }, k) => {
    lines.push(`${k + 1}. <a id="${k + 1}"></a>In qemu ${what}: ${why}. Source: ${source}.`)
  })
  return `${lines.join('\n')}\n`
}

/** What is known about a run that ended badly: typed, and as text for people. */

import { disassemble } from '../cpu/index.ts'
import { checkZone } from '../macos/memory-manager/check.ts'
import { formatCall } from '../macos/service.ts'
import type { System } from '../macos/system.ts'
import { hex } from '../macos/types.ts'
import type { Outcome } from './outcome.ts'
import { functionAt } from './traceback.ts'

export interface CodeLocation {
  readonly address: number
  /** The function, from its traceback table, or the service whose stub it is. */
  readonly function?: string
  /** Bytes from the function's start. */
  readonly offset?: number
  readonly fragment?: string
  /** Bytes from the section's start: what a link map lists. */
  readonly sectionOffset?: number
}

export interface CrashReport {
  readonly outcome: Outcome
  readonly location: CodeLocation
  readonly registers: {
    readonly gpr: readonly number[]
    /** Patterns, in hexadecimal. */
    readonly fpr: readonly string[]
    readonly pc: number
    readonly lr: number
    readonly ctr: number
    readonly cr: number
    readonly xer: number
    readonly fpscr: number
  }
  /** Whether all registers are those at the end. */
  readonly precise: boolean
  readonly code: readonly { readonly address: number; readonly word: number; readonly text: string }[]
  /** Innermost first; of a deep recursion, both ends. */
  readonly stack: readonly CodeLocation[]
  readonly calls: readonly string[]
  /** What is wrong with the application's heap; empty when it is sound. */
  readonly heap: readonly string[]
  readonly cycles: number
  readonly virtualSeconds: number
}

const CODE_BEFORE = 6
const CODE_AFTER = 4
/** A damaged stack may look endless. */
const DEEPEST_STACK = 100_000
const INNERMOST_FRAMES = 40
const OUTERMOST_FRAMES = 20
const SHOWN_CALLS = 12

export function createReport(system: System, outcome: Outcome, precise: boolean): CrashReport {
  const { mac } = system
  const { state } = mac.cpu
  const pc = outcome.pc ?? state.pc
  return {
    outcome,
    location: locate(system, pc),
    registers: {
      gpr: Array.from({ length: 32 }, (_, n) => state.gpr(n)),
      fpr: Array.from({ length: 32 }, (_, n) => state.fprBits(n).toString(16).padStart(16, '0')),
      pc,
      lr: state.lr,
      ctr: state.ctr,
      cr: state.cr,
      xer: state.xer,
      fpscr: state.fpscr,
    },
    precise,
    code: codeAround(system, pc),
    stack: stackTrace(system, pc),
    calls: mac.calls.last(SHOWN_CALLS).map(formatCall),
    heap: checkZone(mac.memory, mac.memoryManager.applicationZone),
    cycles: mac.cpu.cycles,
    virtualSeconds: mac.clock.seconds,
  }
}

export function locate({ mac, services }: System, address: number): CodeLocation {
  const service = services.nameAt(address)
  if (service !== undefined) return { address, function: service }
  const where = mac.fragments.locate(address)
  if (where === undefined) return { address }
  const { fragment, section } = where
  const base = { address, fragment: fragment.name, sectionOffset: address - section.address }
  if (section.kind !== 'code') return base
  const found = functionAt(mac.memory, address, section.address + section.byteCount)
  return found === undefined ? base : { ...base, function: found.name, offset: address - found.start }
}

/** From no earlier than the function's start: before it is a traceback table, which is no code. */
function codeAround(system: System, pc: number): CrashReport['code'] {
  const { mac } = system
  const { offset = Number.POSITIVE_INFINITY } = locate(system, pc)
  const code: { address: number; word: number; text: string }[] = []
  for (let address = pc - Math.min(CODE_BEFORE * 4, offset); address <= pc + CODE_AFTER * 4; address += 4) {
    if (address < 0 || address % 4 !== 0 || address + 4 > mac.memory.size) continue
    const word = mac.memory.getU32(address)
    code.push({ address, word, text: disassemble(word, address) })
  }
  return code
}

/**
 * Where each frame returns to: the callee stores its LR at 8(caller's frame) (PowerPC System Software, chapter 1). LR itself counts
 * when the function at `pc` has not stored it yet.
 */
function stackTrace(system: System, pc: number): CodeLocation[] {
  const { memory, cpu, fragments } = system.mac
  const frames = [locate(system, pc)]
  const isCode = (address: number) => fragments.locate(address)?.section.kind === 'code'
  const returnAddresses: number[] = []
  let frame = cpu.state.gpr(1)
  while (returnAddresses.length < DEEPEST_STACK && frame % 4 === 0 && frame + 12 <= memory.size) {
    const caller = memory.getU32(frame)
    if (caller <= frame || caller + 12 > memory.size) break
    const saved = memory.getU32(caller + 8)
    if (isCode(saved)) returnAddresses.push(saved)
    frame = caller
  }
  const { lr } = cpu.state
  if (isCode(lr) && returnAddresses[0] !== lr && locate(system, lr).function !== frames[0]!.function)
    frames.push(locate(system, lr))
  const shown =
    returnAddresses.length <= INNERMOST_FRAMES + OUTERMOST_FRAMES
      ? returnAddresses
      : [...returnAddresses.slice(0, INNERMOST_FRAMES), ...returnAddresses.slice(-OUTERMOST_FRAMES)]
  return [...frames, ...shown.map((address) => locate(system, address))]
}

export function formatLocation(location: CodeLocation): string {
  const name =
    location.function === undefined
      ? ''
      : `${location.function}${location.offset ? `+0x${location.offset.toString(16)}` : ''}`
  const place =
    location.fragment === undefined ? '' : ` (${location.fragment}+0x${location.sectionOffset!.toString(16)})`
  return `${hex(location.address)}${name && ` ${name}`}${place}`
}

/** A recursion's frames are the same line again and again. */
function foldRepeats(lines: readonly string[]): string[] {
  const folded: string[] = []
  for (let start = 0; start < lines.length; ) {
    let end = start + 1
    while (lines[end] === lines[start]) end++
    folded.push(end - start > 2 ? `${lines[start]} (${end - start} times)` : lines.slice(start, end).join('\n  '))
    start = end
  }
  return folded
}

export function formatReport(report: CrashReport): string {
  const { registers, outcome } = report
  const row = (names: string[], values: string[]): string =>
    names.map((name, index) => `${name.padStart(4)} ${values[index]}`).join('  ')
  const rows = (prefix: string, values: readonly string[], perRow: number): string[] =>
    Array.from({ length: Math.ceil(values.length / perRow) }, (_, r) => {
      const slice = values.slice(r * perRow, (r + 1) * perRow)
      return row(
        slice.map((_, k) => `${prefix}${r * perRow + k}`),
        slice,
      )
    })
  const special = (['pc', 'lr', 'ctr', 'cr', 'xer', 'fpscr'] as const).map(
    (name) => [name, hex(registers[name])] as const,
  )
  return [
    `${outcome.message} [${outcome.kind}]`,
    `at ${formatLocation(report.location)}, after ${report.cycles} cycles (${report.virtualSeconds.toFixed(6)} virtual seconds)`,
    '',
    'Code',
    ...report.code.map(({ address, word, text }) => {
      const mark = address === registers.pc ? '>' : ' '
      return `${mark} ${hex(address)}  ${word.toString(16).padStart(8, '0')}  ${text}`
    }),
    '',
    'Stack, innermost first',
    ...foldRepeats(report.stack.map(formatLocation)).map((line) => `  ${line}`),
    '',
    report.precise ? 'Registers' : 'Registers, some of them as they were at an earlier call or loop',
    row(
      special.map(([name]) => name),
      special.map(([, value]) => value),
    ),
    ...rows(
      'r',
      registers.gpr.map((value) => hex(value)),
      4,
    ),
    ...rows('f', registers.fpr, 4),
    '',
    report.calls.length === 0 ? 'Last service calls: none' : 'Last service calls',
    ...report.calls.map((call) => `  ${call}`),
    '',
    report.heap.length === 0 ? 'The heap is sound.' : 'The heap is damaged:',
    ...report.heap.map((problem) => `  ${problem}`),
    '',
  ].join('\n')
}

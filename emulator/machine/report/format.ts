/** A report as text for people. */

import { hex } from '../../macos/types.ts'
import { formatEvidence } from '../checks/finding.ts'
import type { ReportedCall } from './calls.ts'
import type { OpenFile } from './files.ts'
import type { HeapReport } from './heap.ts'
import { formatLocation } from './location.ts'
import { type MemoryReport, PICTURE_LEGEND } from './memory.ts'
import type { CrashReport } from './report.ts'

type Section = readonly [title: string, lines: readonly string[]]

export function formatReport(report: CrashReport): string {
  const { outcome } = report
  const head = [
    `${outcome.message} [${outcome.kind}]`,
    `at ${formatLocation(report.location)}, after ${report.cycles} cycles (${report.virtualSeconds.toFixed(6)} virtual seconds)`,
    ...report.causes.flatMap(({ sentence, advice }) => [
      `why: ${sentence}`,
      ...(advice === undefined ? [] : [`     ${advice}`]),
    ]),
    ...(report.target === undefined ? [] : [`at ${hex(report.target.address)} is ${report.target.text}`]),
  ]
  const sections: Section[] = [
    ['Evidence', indent((outcome.finding?.evidence ?? []).flatMap(formatEvidence))],
    ['Where in Bondi: please report it', indent(outcome.hostStack ?? [])],
    ['Code', codeLines(report)],
    ['Stack, innermost first', indent(foldRepeats(report.stack.map(formatLocation)))],
    [
      report.precise ? 'Registers' : 'Registers, some of them as they were at an earlier call or loop',
      registerLines(report),
    ],
    ['What the registers point at', indent(pointerLines(report))],
    callSection(report.calls),
    ['Heap', indent(formatHeap(report.heap))],
    ['Memory', indent(formatMemory(report.memory))],
    ['Open files', indent(report.files.map(formatFile))],
  ]
  const shown = sections.filter(([, lines]) => lines.length > 0)
  return [...head, ...shown.flatMap(([title, lines]) => ['', title, ...lines]), ''].join('\n')
}

const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`)
const number = (value: number): string => value.toLocaleString('en')
const kilobytes = (bytes: number): string => `${number(Math.ceil(bytes / 1024))} KB`

/** A recursion's frames are the same line again and again. */
function foldRepeats(lines: readonly string[]): string[] {
  const folded: string[] = []
  for (let start = 0; start < lines.length; ) {
    let end = start + 1
    while (lines[end] === lines[start]) end++
    if (end - start > 2) folded.push(`${lines[start]} (${end - start} times)`)
    else folded.push(...lines.slice(start, end))
    start = end
  }
  return folded
}

const codeLines = ({ code, registers }: CrashReport): string[] =>
  code.map(({ address, word, text }) => {
    const mark = address === registers.pc ? '>' : ' '
    return `${mark} ${hex(address)}  ${word.toString(16).padStart(8, '0')}  ${text}`
  })

function registerLines({ registers }: CrashReport): string[] {
  const special = (['pc', 'lr', 'ctr', 'cr', 'xer', 'fpscr'] as const).map((name): [string, string] => [
    name,
    hex(registers[name]),
  ])
  const numbered = (prefix: string, values: readonly string[]) =>
    values.map((value, index): [string, string] => [`${prefix}${index}`, value])
  return [
    rowOf(special),
    ...inRows(numbered('r', registers.gpr.map(hex)), 4),
    ...(registers.fpr.every((pattern) => /^0+$/.test(pattern))
      ? ['f0 to f31 are 0']
      : inRows(numbered('f', registers.fpr), 4)),
  ]
}

const rowOf = (entries: readonly [string, string][]): string =>
  entries.map(([name, value]) => `${name.padStart(4)} ${value}`).join('  ')

const inRows = (entries: readonly [string, string][], perRow: number): string[] =>
  Array.from({ length: Math.ceil(entries.length / perRow) }, (_, row) =>
    rowOf(entries.slice(row * perRow, (row + 1) * perRow)),
  )

/** Registers that hold the same are one line. */
function pointerLines({ pointers }: CrashReport): string[] {
  const byAddress = new Map<number, { names: string[]; text: string }>()
  for (const { register, address, text } of pointers) {
    const entry = byAddress.get(address) ?? { names: [], text }
    entry.names.push(register)
    byAddress.set(address, entry)
  }
  return [...byAddress].map(([address, { names, text }]) => `${names.join(', ')} = ${hex(address)}: ${text}`)
}

function callSection(calls: readonly ReportedCall[]): Section {
  const lines = indent(calls.map(({ text, error }) => (error === undefined ? text : `${text}: ${error.meaning}`)))
  return [calls.length === 0 ? 'Last service calls: none' : 'Last service calls', lines.length === 0 ? [''] : lines]
}

const blocks = ({ blocks, bytes }: HeapReport['free'], what: string): string =>
  `${number(blocks)} ${what} (${kilobytes(bytes)})`

export function formatHeap(heap: HeapReport): string[] {
  return [
    `${hex(heap.start)} to ${hex(heap.end)}, ${kilobytes(heap.end - heap.start)}; it can grow by ${kilobytes(heap.growable)}`,
    `${blocks(heap.pointers, 'pointers')}, ${blocks(heap.handles, 'handles')}, of them ${blocks(heap.locked, 'locked')}`,
    `${blocks(heap.free, 'free blocks')}, the largest of ${number(heap.largestFree)} bytes`,
    heap.problems.length === 0 ? 'The heap is sound.' : 'The heap is damaged:',
    ...indent(heap.problems),
  ]
}

export function formatMemory({ partition, codeAndData, stack, unused, picture }: MemoryReport): string[] {
  return [
    `partition of ${kilobytes(partition.byteCount)} at ${hex(partition.start)}; the SIZE resource asks for ${kilobytes(partition.preferred)}, at least ${kilobytes(partition.minimum)}`,
    `code and data take ${kilobytes(codeAndData)}; ${kilobytes(unused)} were never used`,
    `the stack has used ${number(stack.highWater)} bytes at most, of ${number(stack.byteCount)} set aside for it`,
    `[${picture}]`,
    PICTURE_LEGEND,
  ]
}

export const formatFile = ({ refNum, path, fork, position, length, permission }: OpenFile): string =>
  `${refNum}: ${path} (${fork} fork), to ${permission}, at ${number(position)} of ${number(length)} bytes`

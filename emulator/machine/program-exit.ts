/**
 * How a program ended itself. ExitToShell takes no status, but a C library calls it from functions that are known by their names
 * (traceback tables have them), and the status that `_exit` was given is still in r3 when that calls ExitToShell.
 */

import type { Mac } from '../macos/mac.ts'
import type { System } from '../macos/system.ts'
import type { Outcome, OutcomeKind } from './outcome.ts'
import type { CodeLocation } from './report/location.ts'

/** What ends a program, by the function that begins it. */
interface Ending {
  readonly kind: Extract<OutcomeKind, 'exit-status' | 'unhandled-exception'>
  readonly message: string
}

const byStatus: Ending = { kind: 'exit-status', message: 'the program exited' }
const bySignal: Ending = { kind: 'exit-status', message: 'the program raised a signal that it does not handle' }
const byAbort: Ending = { kind: 'exit-status', message: 'the program called abort' }
const byAssertion: Ending = { kind: 'exit-status', message: 'an assertion of the program failed' }
const byException: Ending = {
  kind: 'unhandled-exception',
  message: 'the program threw a C++ exception that nothing catches',
}

/** newlib (stdlib/abort.c, stdlib/assert.c, signal/raise.c), the toolchain's own runtime, and libstdc++ as in Retro68. */
const endings: ReadonlyMap<string, Ending> = new Map([
  ['_exit', byStatus],
  ['_Exit', byStatus],
  ['exit', byStatus],
  ['_kill_r', bySignal],
  ['_raise_r', bySignal],
  ['raise', bySignal],
  ['abort', byAbort],
  ['__assert', byAssertion],
  ['__assert_func', byAssertion],
  ['_ZN9__gnu_cxx27__verbose_terminate_handlerEv', byException],
  ['_ZN10__cxxabiv111__terminateEPFvvE', byException],
  ['_ZSt9terminatev', byException],
])

/** Those that are given the status as their argument. */
const STATUS_TAKERS = ['_exit', '_Exit']

/** `stack` is from where ExitToShell returns to, innermost first. */
export function describeExit({ mac }: System, stack: readonly CodeLocation[], message: string): Outcome {
  const names = stack.map((frame) => frame.function ?? '')
  const path = names.map((name) => endings.get(name))
  const ending = path.slice(0, path.includes(undefined) ? path.indexOf(undefined) : path.length).at(-1)
  if (ending === undefined) return { kind: 'exited', message }
  if (names[0] === '_ZSt9terminatev') return { kind: ending.kind, message: thrown(mac, ending) }
  const status = STATUS_TAKERS.includes(names[0]!) ? mac.cpu.state.gpr(3) | 0 : undefined
  if (status === undefined || ending !== byStatus) return { ...ending, ...(status !== undefined && { status }) }
  return { kind: status === 0 ? 'exited' : 'exit-status', message: `the program exited with status ${status}`, status }
}

/** The toolchain's `terminate` leaves the type's name in r3 and what the exception says in r4; nil where there is none. */
function thrown({ memory, cpu }: Mac, ending: Ending): string {
  const textAt = (address: number) => (address > 0 && address < memory.size ? memory.readCString(address, 256) : '')
  const type = textAt(cpu.state.gpr(3))
  const what = textAt(cpu.state.gpr(4))
  if (type === '') return 'the program called std::terminate'
  return `${ending.message}: ${nameOfType(type)}${what === '' ? '' : `, "${what}"`}`
}

const builtinTypes: Readonly<Record<string, string>> = {
  v: 'void',
  b: 'bool',
  c: 'char',
  a: 'signed char',
  h: 'unsigned char',
  s: 'short',
  t: 'unsigned short',
  i: 'int',
  j: 'unsigned int',
  l: 'long',
  m: 'unsigned long',
  x: 'long long',
  y: 'unsigned long long',
  f: 'float',
  d: 'double',
  Ss: 'std::string',
}

/** A type's name as a person writes it (Itanium C++ ABI, 5.1); the mangled one where it is of a kind that is seldom thrown. */
export function nameOfType(mangled: string): string {
  const builtin = builtinTypes[mangled]
  if (builtin !== undefined) return builtin
  if (mangled.startsWith('P')) {
    const constant = mangled[1] === 'K'
    return `${constant ? 'const ' : ''}${nameOfType(mangled.slice(constant ? 2 : 1))} *`
  }
  const nested = /^N(.*)E$/.exec(mangled)?.[1] ?? mangled
  const parts: string[] = nested.startsWith('St') ? ['std'] : []
  let rest = nested.replace(/^St/, '')
  while (rest !== '') {
    const digits = /^\d+/.exec(rest)?.[0]
    if (digits === undefined) return mangled
    parts.push(rest.slice(digits.length, digits.length + Number(digits)))
    rest = rest.slice(digits.length + Number(digits))
  }
  return parts.join('::')
}

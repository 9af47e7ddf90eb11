/** Ends of programs as the signals that gdb knows (gdb's include/gdb/signals.def has the numbers), and stops as its stop replies. */

import type { Stop } from '../../emulator/machine/debugger/stop.ts'
import type { OutcomeKind } from '../../emulator/machine/outcome.ts'

const SIGNALS = {
  SIGINT: 2,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGFPE: 8,
  SIGBUS: 10,
  SIGSEGV: 11,
  SIGSYS: 12,
  SIGALRM: 14,
  SIGXCPU: 24,
} as const
type Signal = keyof typeof SIGNALS

/** The program has exited where there is none. */
const signalOf: Readonly<Record<OutcomeKind, Signal | undefined>> = {
  exited: undefined,
  stopped: undefined,
  'exit-status': undefined,
  'unhandled-exception': 'SIGABRT',
  idle: 'SIGALRM',
  budget: 'SIGXCPU',
  'missing-service': 'SIGSYS',
  'illegal-instruction': 'SIGILL',
  'privileged-instruction': 'SIGILL',
  access: 'SIGSEGV',
  alignment: 'SIGBUS',
  'floating-point': 'SIGFPE',
  jump: 'SIGSEGV',
  'stack-overflow': 'SIGSEGV',
  'heap-corrupt': 'SIGABRT',
  trap: 'SIGTRAP',
  debugger: 'SIGTRAP',
  'system-error': 'SIGABRT',
  check: 'SIGTRAP',
  'engine-fault': 'SIGABRT',
}

export const hexByte = (value: number): string => (value & 0xff).toString(16).padStart(2, '0')

/** Two hexadecimal digits, or undefined where the program has exited. */
export function signalOfEnd(kind: OutcomeKind): string | undefined {
  const signal = signalOf[kind]
  return signal && hexByte(SIGNALS[signal])
}

const WATCH = { write: 'watch', read: 'rwatch', access: 'awatch' } as const

/** Debugging with GDB, appendix E, "Stop Reply Packets". */
export function stopReply(stop: Stop): string {
  const trap = `T${hexByte(SIGNALS.SIGTRAP)}thread:1;`
  switch (stop.kind) {
    case 'interrupt':
      return `T${hexByte(SIGNALS.SIGINT)}thread:1;`
    case 'breakpoint':
      return `${trap}swbreak:;`
    case 'watchpoint':
      return `${trap}${WATCH[stop.watched]}:${stop.address.toString(16)};`
    case 'history-begin':
      return `${trap}replaylog:begin;`
    default:
      return trap
  }
}

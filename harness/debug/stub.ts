/** What gdb asks of a program that has stopped, packet by packet (Debugging with GDB, appendix E, "Packets"). */

import type { WatchedFor } from '../../emulator/cpu/index.ts'
import type { Debugger } from '../../emulator/machine/debugger/debugger.ts'
import type { StopPoints } from '../../emulator/machine/debugger/points.ts'
import type { Machine } from '../../emulator/machine/machine.ts'
import { GuestAccessError } from '../../emulator/memory/guest-memory.ts'
import type { MonitorContext } from './monitor.ts'
import { runMonitor } from './monitor.ts'
import { fromHex, toHex } from './packets.ts'
import { readRegister, registers, targetDescription } from './registers.ts'

/** The machine that is stopped. */
export interface StubTarget {
  readonly machine: Machine
  readonly debugger: Debugger
  readonly points: StopPoints
  /** What `?` is answered with. */
  readonly stopReply: string
  readonly pc: number
  keepPicture: MonitorContext['keepPicture']
  /** Text for gdb's user, before the answer. */
  tell(text: string): void
}

/** How the program is to go on. */
export type Motion = 'continue' | 'step' | 'reverse-continue' | 'reverse-step' | 'detach'
export type Answer = { readonly reply: string } | { readonly motion: Motion }

const LONGEST_PACKET = 0x4000
const UNSUPPORTED = ''
const OK = 'OK'
const [BAD_REQUEST, BAD_ADDRESS, BUSY] = ['E16', 'E0e', 'E10']

const FEATURES = [
  `PacketSize=${LONGEST_PACKET.toString(16)}`,
  'QStartNoAckMode+',
  'qXfer:features:read+',
  'swbreak+',
  'vContSupported+',
  'ReverseStep+',
  'ReverseContinue+',
].join(';')

const CODE_BREAKPOINTS = ['0', '1']
const WATCHES: Readonly<Record<string, WatchedFor>> = { 2: 'write', 3: 'read', 4: 'access' }

const MOTIONS: Readonly<Record<string, Motion>> = {
  c: 'continue',
  C: 'continue',
  s: 'step',
  S: 'step',
  bc: 'reverse-continue',
  bs: 'reverse-step',
}

const reply = (text: string): Answer => ({ reply: text })

type Handler = (target: StubTarget, rest: string) => Answer

/** By how packets begin; the longest that fits comes first. */
const handlers: readonly (readonly [string, Handler])[] = [
  ['vCont?', () => reply('vCont;c;C;s;S')],
  ['vCont;', (_target, rest) => motion(rest[0]!)],
  ['qSupported', () => reply(FEATURES)],
  ['qXfer:features:read:target.xml:', (_target, rest) => reply(part(targetDescription, rest))],
  ['qRcmd,', (target, rest) => monitor(target, rest)],
  ['qAttached', () => reply('1')],
  ['qfThreadInfo', () => reply('m1')],
  ['qsThreadInfo', () => reply('l')],
  ['qC', () => reply('QC1')],
  ['qSymbol', () => reply(OK)],
  ['bc', () => motion('bc')],
  ['bs', () => motion('bs')],
  ['?', ({ stopReply }) => reply(stopReply)],
  ['H', () => reply(OK)],
  ['T', () => reply(OK)],
  ['D', () => ({ motion: 'detach' })],
  ['g', ({ machine }) => reply(registers.map((one) => readRegister(machine.cpu.state, one)).join(''))],
  ['G', (target, rest) => setAll(target, rest)],
  ['p', ({ machine }, rest) => withRegister(rest, (one) => readRegister(machine.cpu.state, one))],
  ['P', (target, rest) => setOne(target, rest)],
  ['m', (target, rest) => readMemory(target, rest)],
  ['M', (target, rest) => writeMemory(target, rest)],
  ['Z', (target, rest) => setPoint(target, rest, true)],
  ['z', (target, rest) => setPoint(target, rest, false)],
  ['c', () => motion('c')],
  ['C', () => motion('c')],
  ['s', () => motion('s')],
  ['S', () => motion('s')],
]

export function answer(target: StubTarget, packet: string): Answer {
  const found = handlers.find(([start]) => packet.startsWith(start))
  if (found === undefined) return reply(UNSUPPORTED)
  try {
    return found[1](target, packet.slice(found[0].length))
  } catch (error) {
    if (error instanceof GuestAccessError) return reply(BAD_ADDRESS)
    throw error
  }
}

function motion(action: string): Answer {
  const found = MOTIONS[action]
  return found === undefined ? reply(UNSUPPORTED) : { motion: found }
}

/** `offset,length` of a document. */
function part(document: string, range: string): string {
  const [offset, length] = numbers(range)
  if (offset === undefined || length === undefined) return BAD_REQUEST
  const piece = document.slice(offset, offset + length)
  return `${offset + length < document.length ? 'm' : 'l'}${piece}`
}

const numbers = (text: string): number[] => text.split(/[,:]/).map((digits) => Number.parseInt(digits, 16))

function monitor(target: StubTarget, hex: string): Answer {
  target.tell(runMonitor(Buffer.from(fromHex(hex)).toString('utf8'), target))
  return reply(OK)
}

function withRegister(hex: string, use: (register: (typeof registers)[number]) => string): Answer {
  const register = registers[Number.parseInt(hex, 16)]
  return reply(register === undefined ? BAD_REQUEST : use(register))
}

/** In the midst of an instruction its operands have been read already. */
function change({ debugger: owner, tell }: StubTarget, make: () => void): string {
  if (owner.isInAccess) {
    tell('The program is in the midst of an access that is watched: step first, then change registers.\n')
    return BUSY
  }
  make()
  owner.noteChange()
  return OK
}

function setOne(target: StubTarget, rest: string): Answer {
  const [number = '', value = ''] = rest.split('=')
  return withRegister(number, (register) =>
    change(target, () => register.set?.(target.machine.cpu.state, BigInt(`0x${value}`))),
  )
}

function setAll(target: StubTarget, rest: string): Answer {
  return reply(
    change(target, () => {
      let at = 0
      for (const register of registers) {
        const digits = rest.slice(at, at + register.bits / 4)
        at += digits.length
        if (/^[0-9a-f]+$/i.test(digits)) register.set?.(target.machine.cpu.state, BigInt(`0x${digits}`))
      }
    }),
  )
}

/** As much as there is: gdb asks for the rest when it needs it. */
function readMemory({ machine: { memory } }: StubTarget, rest: string): Answer {
  const [address, length] = numbers(rest)
  if (address === undefined || length === undefined) return reply(BAD_REQUEST)
  const there = Math.min(length, memory.size - address, LONGEST_PACKET / 2)
  return reply(there <= 0 ? BAD_ADDRESS : toHex(memory.read(address, there)))
}

function writeMemory({ machine: { memory, cpu }, debugger: owner }: StubTarget, rest: string): Answer {
  const [address] = numbers(rest)
  const bytes = fromHex(rest.slice(rest.indexOf(':') + 1))
  if (address === undefined) return reply(BAD_REQUEST)
  memory.write(address, bytes)
  cpu.invalidate(address, bytes.length)
  if (!owner.isInAccess) owner.noteChange()
  return reply(OK)
}

function setPoint({ points, debugger: owner }: StubTarget, rest: string, isOn: boolean): Answer {
  const type = rest[0]!
  const [, address, byteCount] = numbers(rest)
  if (address === undefined || byteCount === undefined) return reply(BAD_REQUEST)
  const kind = WATCHES[type]
  if (CODE_BREAKPOINTS.includes(type)) {
    if (isOn) points.breakpoints.add(address)
    else points.breakpoints.delete(address)
  } else if (kind !== undefined) {
    if (isOn) points.addWatchpoint({ address, byteCount, kind })
    else points.removeWatchpoint({ address, byteCount, kind })
  } else return reply(UNSUPPORTED)
  owner.refresh()
  return reply(OK)
}

/** The floating-point environment: exception flags and rounding direction of the program's FPSCR (fenv.h; PowerPC Numerics, chapters 4 and 8). */

import { INVALID, OX, RN, raise, summarize, UX, VX, VXSOFT, XX, ZX } from '../../cpu/float/fpscr.ts'
import type { GuestMemory } from '../../memory/guest-memory.ts'
import type { Mac } from '../mac.ts'
import { procedure, type Service, toolbox } from '../service.ts'
import { asPtr, PtrType, SInt32 } from '../types.ts'

/** The masks of fenv.h are the register's bits; FE_INVALID is the summary of all kinds of invalid operations. */
const ALL_EXCEPTIONS = VX | OX | UX | ZX | XX

/** `mffs f0; stfd f0,-8(r1); lwz r3,-4(r1); blr`. */
const READ_FPSCR = [0xfc00048e, 0xd801fff8, 0x8061fffc, 0x4e800020]
const VECTOR_BYTES = 8

/** A variable that no program knows: a transition vector, and code that reads the register as a program does. */
export const FPSCR_READER = 'bondi$fpscr'

export function placeReader(memory: GuestMemory, address: number): void {
  memory.setU32(address, address + VECTOR_BYTES)
  READ_FPSCR.forEach((word, index) => {
    memory.setU32(address + VECTOR_BYTES + 4 * index, word)
  })
}
export const READER_BYTES = VECTOR_BYTES + 4 * READ_FPSCR.length

/** Guest code looks, since the processor keeps the register from the first look on. */
const look = (mac: Mac): number => mac.cpu.call(mac.dataExports.get(FPSCR_READER)!) >>> 0

/** The register without some exceptions; without invalid operations, it is without each kind of them. */
const without = (fpscr: number, exceptions: number): number =>
  summarize((fpscr & ~(exceptions | (exceptions & VX ? INVALID : 0))) >>> 0)

const withExceptions = (fpscr: number, exceptions: number): number =>
  raise(fpscr, (exceptions & ALL_EXCEPTIONS & ~VX) | (exceptions & VX ? VXSOFT : 0))

function set(mac: Mac, fpscr: number): void {
  mac.cpu.state.fpscr = fpscr >>> 0
}

const EnvironmentParameter = { envp: PtrType }
const FlagParameters = { flagp: PtrType, excepts: SInt32 }

export const environmentServices: Readonly<Record<string, Service>> = {
  feclearexcept: procedure({ excepts: SInt32 }, (mac, { excepts }) =>
    set(mac, without(look(mac), excepts & ALL_EXCEPTIONS)),
  ),
  fegetexcept: procedure(FlagParameters, (mac, { flagp, excepts }) =>
    mac.memory.setU32(flagp, (look(mac) & excepts & ALL_EXCEPTIONS) >>> 0),
  ),
  feraiseexcept: procedure({ excepts: SInt32 }, (mac, { excepts }) => set(mac, withExceptions(look(mac), excepts))),
  fesetexcept: procedure(FlagParameters, (mac, { flagp, excepts }) => {
    const cleared = without(look(mac), excepts & ALL_EXCEPTIONS)
    set(mac, withExceptions(cleared, mac.memory.getU32(flagp) & excepts))
  }),
  fetestexcept: toolbox({ excepts: SInt32 }, SInt32, (mac, { excepts }) => look(mac) & excepts & ALL_EXCEPTIONS),
  fegetround: toolbox({}, SInt32, (mac) => look(mac) & RN),
  fesetround: toolbox({ round: SInt32 }, SInt32, (mac, { round }) => {
    if ((round & ~RN) !== 0) return 0
    set(mac, (look(mac) & ~RN) | round)
    return 1
  }),
  fegetenv: procedure(EnvironmentParameter, (mac, { envp }) => mac.memory.setU32(envp, look(mac))),
  feholdexcept: toolbox(EnvironmentParameter, SInt32, (mac, { envp }) => {
    const fpscr = look(mac)
    mac.memory.setU32(envp, fpscr)
    set(mac, without(fpscr, ALL_EXCEPTIONS) & ~0xf8)
    return 1
  }),
  fesetenv: procedure(EnvironmentParameter, (mac, { envp }) => {
    look(mac)
    set(mac, summarize(mac.memory.getU32(asPtr(envp))))
  }),
  feupdateenv: procedure(EnvironmentParameter, (mac, { envp }) => {
    const raised = look(mac) & ALL_EXCEPTIONS
    set(mac, withExceptions(summarize(mac.memory.getU32(envp)), raised))
  }),
}

/**
 * Processor control, cache, time base and supervisor instructions (MPCFPE32B, sections 4.2.4.4 to 4.4).
 * Columns: mnemonic, encoding, operands, implied registers, timing, semantics.
 */

import { CpuFault } from '../fault.ts'
import type { HostContext } from '../host.ts'
import { SLOT, STATE, XER_REST } from '../state.ts'
import { emitDataAccess } from '../timing/caches/filter.ts'
import { CLEAN } from '../timing/caches/level1.ts'
import type { Emitter } from '../translate/emitter.ts'
import { emitWatchedAccess } from '../watch/watch-code.ts'
import type { Instruction } from './instruction.ts'
import { type Encoding, extended, type InstructionRow, primary, row, type Semantics } from './row.ts'

type Emit = (e: Emitter, i: Instruction) => void
type Host = (context: HostContext, i: Instruction) => void

const system = (
  mnemonic: string,
  encoding: Encoding,
  operands: string,
  implied: string,
  timing: string,
  semantics: Emit | Semantics,
): InstructionRow => row('system', mnemonic, encoding, operands, implied, timing, semantics)

const CACHE_BLOCK = 32
const SPR_XER = 1
const SPR_LR = 8
const SPR_CTR = 9

/**
 * UMMCR0, UPMC1, UPMC2, USIA, UMMCR1, UPMC3, UPMC4: where a program may read the performance monitor (MPC750 User's Manual, section 11.2). It
 * belongs to the system, which does not use it: nothing is counted.
 */
const isPerformanceMonitor = (spr: number): boolean => spr >= 936 && spr <= 942
const isRegister = (spr: number): boolean => spr === SPR_XER || spr === SPR_LR || spr === SPR_CTR

/** Which special-purpose registers a program may read and write; the others are the supervisor's or the 750 has them not. */
export const isUserSpr = { mfspr: (spr: number) => isRegister(spr) || isPerformanceMonitor(spr), mtspr: isRegister }

const privileged: Host = (_context, i) => {
  throw new CpuFault('privileged', i.pc, { word: i.word })
}

/** Bit 0 of an SPR's number (0x10 of the encoded half) marks the supervisor's (MPCFPE32B, mtspr). */
function refuseSpr(i: Instruction): never {
  if (i.SPR & 0x10) throw new CpuFault('privileged', i.pc, { word: i.word, reason: `SPR ${i.SPR}` })
  throw new CpuFault('illegal-instruction', i.pc, { word: i.word, reason: `a program cannot use SPR ${i.SPR}` })
}

const xerFlags = [SLOT.so, SLOT.ov, SLOT.ca] as const

const moveFromSpr: Emit = (e, i) => {
  if (i.SPR === SPR_LR) e.slot(SLOT.lr).setGpr(i.rD)
  else if (i.SPR === SPR_CTR) e.slot(SLOT.ctr).setGpr(i.rD)
  else if (isPerformanceMonitor(i.SPR)) e.i32Const(0).setGpr(i.rD)
  else {
    e.i32Const(0).i32Load(STATE.xerRest)
    xerFlags.forEach((flag, bit) => {
      e.slot(flag)
        .i32Const(31 - bit)
        .i32Shl()
        .i32Or()
    })
    e.setGpr(i.rD)
  }
}

const moveToSpr: Emit = (e, i) => {
  if (i.SPR === SPR_LR) e.gpr(i.rS).setSlot(SLOT.lr)
  else if (i.SPR === SPR_CTR) e.gpr(i.rS).setSlot(SLOT.ctr)
  else {
    e.i32Const(0).gpr(i.rS).i32Const(XER_REST).i32And().i32Store(STATE.xerRest)
    xerFlags.forEach((flag, bit) => {
      e.gpr(i.rS)
        .i32Const(31 - bit)
        .i32ShrU()
        .i32Const(1)
        .i32And()
        .setSlot(flag)
    })
  }
}

const moveFromCr: Emit = (e, i) => {
  let pushed = 0
  for (let bit = 0; bit < 32; bit++) {
    if (((e.conditionBits >>> (31 - bit)) & 1) === 0) continue
    e.slot(SLOT.cr + bit)
    if (bit < 31) e.i32Const(31 - bit).i32Shl()
    if (pushed++ > 0) e.i32Or()
  }
  if (pushed === 0) e.i32Const(0)
  e.setGpr(i.rD)
}

const moveToCr: Emit = (e, i) => {
  for (let bit = 0; bit < 32; bit++) {
    if (((i.CRM >>> (7 - (bit >>> 2))) & 1) === 0 || !e.isLive(SLOT.cr + bit)) continue
    e.gpr(i.rS)
      .i32Const(31 - bit)
      .i32ShrU()
      .i32Const(1)
      .i32And()
      .setSlot(SLOT.cr + bit)
  }
}

const moveXerToCr: Emit = (e, i) => {
  xerFlags.forEach((flag, bit) => {
    e.slot(flag).setSlot(SLOT.cr + 4 * i.crfD + bit)
  })
  e.i32Const(0).setSlot(SLOT.cr + 4 * i.crfD + 3)
  for (const flag of xerFlags) e.i32Const(0).setSlot(flag)
}

const TIME_BASE_LOWER = 268
const TIME_BASE_UPPER = 269

const moveFromTimeBase: Host = ({ state, timeBase }, i) => {
  if (i.SPR === TIME_BASE_LOWER) state.setGpr(i.rD, timeBase().lower)
  else if (i.SPR === TIME_BASE_UPPER) state.setGpr(i.rD, timeBase().upper)
  else throw new CpuFault('illegal-instruction', i.pc, { word: i.word, reason: `no time base register ${i.SPR}` })
}

const zeroCacheBlock: Emit = (e, i) => {
  const address = e.temp('i32', 0)
  if (e.watch) emitWatchedAccess(e, i, CACHE_BLOCK, 'store')
  e.i32Const(e.memorySize - CACHE_BLOCK)
  e.effectiveAddress(i).i32Const(-CACHE_BLOCK).i32And().i32Sub()
  if (e.caches) emitDataAccess(e, i.pc, CACHE_BLOCK, 'zero')
  e.localSet(address)
  for (let offset = 0; offset < CACHE_BLOCK; offset += 8) e.localGet(address).i64Const(0n).i64Store(offset)
}

const invalidateInstructions: Host = ({ state, invalidate, caches }, i) => {
  const address = ((i.rA === 0 ? 0 : state.gpr(i.rA)) + state.gpr(i.rB)) >>> 0
  invalidate((address & -CACHE_BLOCK) >>> 0, CACHE_BLOCK)
  caches?.forgetInstructions(address)
}

const touchCacheBlock: Emit = (e, i) => {
  if (!e.caches) return
  e.hostAddress(i, 1, 'touch')
  e.drop()
}

const cleanCacheBlock =
  (keep: keyof typeof CLEAN): Emit =>
  (e, i) => {
    if (e.caches) e.effectiveAddress(i).i32Const(CLEAN[keep]).localGet(e.fuel).call(e.caches.ports.cacheClean)
  }

const synchronize: Emit = (e) => {
  if (e.caches) e.localGet(e.fuel).call(e.caches.ports.cacheDrain).localSet(e.fuel)
}

/** Simulated caches are told by its code. */
const telling = (emit: Emit): Semantics => ({ emit, access: 'own' })

const nothing: Emit = () => {}

export const systemInstructions: readonly InstructionRow[] = [
  // Processor control
  system('mcrxr', extended(31, 512), '=crfD', '+SO +OV +CA', 'SRU 1 exec', moveXerToCr),
  system('mfcr', extended(31, 19), '=rD', 'CR', 'SRU 1 exec', moveFromCr),
  system('mfspr', extended(31, 339), '=rD SPR', '', 'SRU 1 exec', moveFromSpr),
  system('mtcrf', extended(31, 144), '=CRM rS', '', 'SRU 1 exec', moveToCr),
  system('mtspr', extended(31, 467), '=SPR rS', '', 'SRU 2 exec', moveToSpr),
  system('mftb', extended(31, 371), '=rD TBR', '', 'SRU 1', { host: moveFromTimeBase }),
  system('sc', { ...primary(17), value: 0x44000002, mask: 0xfc000002 }, '', '', 'SRU 2 refetch', {
    host: (_context, i) => {
      throw new CpuFault('system-call', i.pc, { word: i.word })
    },
  }),

  // Memory synchronization and cache: where no caches are simulated, all but dcbz and icbi have nothing to do
  system('eieio', extended(31, 854), '', '', 'SRU 1', nothing),
  system('isync', extended(19, 150), '', '', 'SRU 2 refetch', nothing),
  system('sync', extended(31, 598), '', '', 'SRU 3', telling(synchronize)),
  system('dcbf', extended(31, 86), 'rA|0 rB', '', 'LSU 3:5 exec', telling(cleanCacheBlock('forget'))),
  system('dcbst', extended(31, 54), 'rA|0 rB', '', 'LSU 3:5 exec', telling(cleanCacheBlock('keep'))),
  system('dcbt', extended(31, 278), 'rA|0 rB', '', 'LSU 2:1', telling(touchCacheBlock)),
  system('dcbtst', extended(31, 246), 'rA|0 rB', '', 'LSU 2:1', telling(touchCacheBlock)),
  system('dcbz', extended(31, 1014), 'rA|0 rB', '', 'LSU 3:6 exec', { ...telling(zeroCacheBlock), mayFault: true }),
  system('icbi', extended(31, 982), 'rA|0 rB', '', 'LSU 3:4 exec', { host: invalidateInstructions }),

  // Supervisor
  system('dcbi', extended(31, 470), 'rA|0 rB', '', 'LSU 3:3 exec', { host: privileged }),
  system('mfmsr', extended(31, 83), '=rD', '', 'SRU 1', { host: privileged }),
  system('mfsr', extended(31, 595), '=rD SR', '', 'SRU 3', { host: privileged }),
  system('mfsrin', extended(31, 659), '=rD rB', '', 'SRU 3 exec', { host: privileged }),
  system('mtmsr', extended(31, 146), 'rS', '', 'SRU 1 exec', { host: privileged }),
  system('mtsr', extended(31, 210), 'SR rS', '', 'SRU 2 exec', { host: privileged }),
  system('mtsrin', extended(31, 242), 'rS rB', '', 'SRU 2 exec', { host: privileged }),
  system('rfi', extended(19, 50), '', '', 'SRU 2 refetch', { host: privileged }),
  system('tlbie', extended(31, 306), 'rB', '', 'LSU 3:4 exec', { host: privileged }),
  system('tlbsync', extended(31, 566), '', '', 'SRU 3', { host: privileged }),
]

/** Refused SPRs are found when decoding: they become a row of their own, which faults when reached. */
export const refusedSpr: InstructionRow = system('refused SPR', extended(31, 339), '', '', 'SRU 1 exec', {
  host: (_context, i) => refuseSpr(i),
})

/**
 * Load and store instructions (MPCFPE32B, section 4.2.3).
 * Columns: mnemonic, encoding, operands, implied registers, timing, semantics.
 */

import { CpuFault } from '../fault.ts'
import type { HostContext } from '../host.ts'
import { SLOT, STATE } from '../state.ts'
import type { Emitter } from '../translate/emitter.ts'
import { pushStored } from '../translate/stored-values.ts'
import type { Instruction } from './instruction.ts'
import { type Encoding, extended, type InstructionRow, primary, recording, row, type Semantics } from './row.ts'

type Emit = (e: Emitter, i: Instruction) => void

const memory = (
  mnemonic: string,
  encoding: Encoding,
  operands: string,
  implied: string,
  timing: string,
  semantics: Semantics,
): InstructionRow =>
  row('load-store', mnemonic, encoding, operands, implied, timing, { mayFault: true, access: 'own', ...semantics })

/** MPC750 User's Manual, section 4.5.6: floating-point accesses and multiples. */
const emulated = (semantics: Semantics): Semantics => ({ ...semantics, alignment: 'emulated' })
/** Reservations: what is done in their stead would not be atomic (MPCFPE32B, section 6.4.6). */
const required = (emit: Emit): Semantics => ({ emit, alignment: 'required' })

const loading = (bytes: number, emit: Emit): Semantics => ({ emit, access: { does: 'load', bytes } })
const storing = (bytes: number, emit: Emit): Semantics => ({ emit, access: { does: 'store', bytes } })

type IntegerLoad = 'i32Load' | 'i32Load8U' | 'i32Load16U' | 'i32Load16S'
type IntegerStore = 'i32Store' | 'i32Store8' | 'i32Store16'

/** Update forms set rA to the effective address once the access is done. */
const isUpdate = (i: Instruction): boolean => i.row.operands.some(({ field, writes }) => field === 'rA' && writes)

function update(e: Emitter, i: Instruction): void {
  if (!isUpdate(i)) return
  if (i.row.isDisplaced) e.addToGpr(i.rA, i.rA, i.SIMM)
  else e.effectiveAddress(i).setGpr(i.rA)
}

const load = (operation: IntegerLoad, byteCount: number): Semantics =>
  loading(byteCount, (e, i) => {
    if (!pushStored(e, i, 'i32')) e[operation](e.hostAddress(i, byteCount, 'load'))
    // The address is formed first: an indexed form may load its own index register
    if (isUpdate(i)) {
      const value = e.temp('i32', 0)
      e.localSet(value)
      update(e, i)
      e.localGet(value)
    }
    e.setGpr(i.rD)
  })

const store = (operation: IntegerStore, byteCount: number): Semantics =>
  storing(byteCount, (e, i) => {
    const offset = e.hostAddress(i, byteCount, 'store')
    e.gpr(i.rS).keepStored()[operation](offset)
    update(e, i)
  })

const loadDouble = loading(8, (e, i) => {
  if (pushStored(e, i, 'f64')) e.asDouble()
  else e.loadDouble(e.hostAddress(i, 8, 'load'))
  e.setDouble(i.frD)
  update(e, i)
})

const loadSingle = loading(4, (e, i) => {
  e.v128Load32Zero(e.hostAddress(i, 4, 'load')).setSingle(i.frD)
  update(e, i)
})

const storeDouble = storing(8, (e, i) => {
  const offset = e.hostAddress(i, 8, 'store')
  e.double(i.frS).keepStored().f64Store(offset)
  update(e, i)
})

const storeSingle = storing(4, (e, i) => {
  const offset = e.hostAddress(i, 4, 'store')
  e.storeSingle(i.frS, offset)
  update(e, i)
})

const storeInteger = storing(4, (e, i) => {
  const offset = e.hostAddress(i, 4, 'store')
  e.double(i.frS).i64ReinterpretF64().i32WrapI64().i32Store(offset)
})

/** Swaps the bytes of the word on the stack. */
function swapBytes(e: Emitter): void {
  const value = e.temp('i32', 0)
  e.localTee(value).i32Const(0x00ff00ff).i32And().i32Const(24).i32Rotl()
  e.localGet(value).i32Const(-0xff0100).i32And().i32Const(8).i32Rotl().i32Or()
}

/** Swaps the two low bytes of the word on the stack; above them may be anything. */
function swapHalf(e: Emitter): void {
  const value = e.temp('i32', 0)
  e.localTee(value).i32Const(8).i32ShrU().i32Const(0xff).i32And()
  e.localGet(value).i32Const(0xff).i32And().i32Const(8).i32Shl().i32Or()
}

const loadReversed = (operation: IntegerLoad, byteCount: number, swap: (e: Emitter) => void): Semantics =>
  loading(byteCount, (e, i) => {
    e[operation](e.hostAddress(i, byteCount, 'load'))
    swap(e)
    e.setGpr(i.rD)
  })

const storeReversed = (operation: IntegerStore, byteCount: number, swap: (e: Emitter) => void): Semantics =>
  storing(byteCount, (e, i) => {
    const offset = e.hostAddress(i, byteCount, 'store')
    e.gpr(i.rS)
    swap(e)
    e[operation](offset)
  })

/** The address is computed once: the base register may be among those loaded (an invalid form, which the 750 does all the same). */
const loadMultiple: Emit = (e, i) => {
  const count = 32 - i.rD
  const base = e.temp('i32', 0)
  const offset = e.hostAddress(i, 4 * count, 'load')
  e.localSet(base)
  for (let k = 0; k < count; k++) {
    e.localGet(base)
      .i32Load(offset + 4 * (count - 1 - k))
      .setGpr(i.rD + k)
  }
}

const storeMultiple: Emit = (e, i) => {
  const count = 32 - i.rS
  const base = e.temp('i32', 0)
  const offset = e.hostAddress(i, 4 * count, 'store')
  e.localSet(base)
  for (let k = 0; k < count; k++) {
    e.localGet(base)
      .gpr(i.rS + k)
      .i32Store(offset + 4 * (count - 1 - k))
  }
}

const loadAndReserve: Emit = (e, i) => {
  e.i32Load(e.hostAddress(i, 4, 'load'))
    .i32Const(0)
    .i32Const(1)
    .i32Store(STATE.reserved)
  e.setGpr(i.rD)
}

/** The 750 holds the reservation for a granule of 32 bytes, and a store that succeeds or not clears it. */
const storeConditional: Emit = (e, i) => {
  const reserved = e.temp('i32', 0)
  e.i32Const(0).i32Load(STATE.reserved).localTee(reserved)
  e.if()
  const offset = e.hostAddress(i, 4, 'store')
  e.gpr(i.rS).i32Store(offset).end()
  e.i32Const(0).i32Const(0).i32Store(STATE.reserved)
  e.i32Const(0)
    .setSlot(SLOT.cr)
    .i32Const(0)
    .setSlot(SLOT.cr + 1)
  e.localGet(reserved).setSlot(SLOT.cr + 2)
  e.slot(SLOT.so).setSlot(SLOT.cr + 3)
}

/** The effective address from registers in memory. */
function effectiveAddress({ state }: HostContext, i: Instruction, indexed: boolean): number {
  return ((i.rA === 0 ? 0 : state.gpr(i.rA)) + (indexed ? state.gpr(i.rB) : 0)) >>> 0
}

const byteCountOf = ({ state }: HostContext, i: Instruction, indexed: boolean): number =>
  indexed ? state.xer & 0x7f : i.NB || 32

/** Throws before anything is changed when the string is not all in RAM. */
function checkString({ memory }: HostContext, i: Instruction, address: number, byteCount: number): void {
  if (byteCount > 0 && address + byteCount > memory.size) {
    throw new CpuFault('access', i.pc, { address: Math.max(address, memory.size), word: i.word })
  }
}

/** Registers fill from the left, wrap from r31 to r0, and the last one is padded with zeros. */
const loadString =
  (indexed: boolean) =>
  (context: HostContext, i: Instruction): void => {
    const address = effectiveAddress(context, i, indexed)
    const byteCount = byteCountOf(context, i, indexed)
    checkString(context, i, address, byteCount)
    const { memory, state, caches, watch } = context
    caches?.access(address, byteCount, 'load', i.pc)
    watch?.show(address, byteCount, 'load', i.pc)
    for (let done = 0; done < byteCount; done += 4) {
      let word = 0
      for (let k = 0; k < 4; k++) word = (word << 8) | (done + k < byteCount ? memory.getU8(address + done + k) : 0)
      state.setGpr((i.rD + done / 4) & 31, word)
    }
  }

const storeString =
  (indexed: boolean) =>
  (context: HostContext, i: Instruction): void => {
    const address = effectiveAddress(context, i, indexed)
    const byteCount = byteCountOf(context, i, indexed)
    checkString(context, i, address, byteCount)
    const { memory, state, caches, watch } = context
    caches?.access(address, byteCount, 'store', i.pc)
    watch?.show(address, byteCount, 'store', i.pc)
    for (let done = 0; done < byteCount; done++) {
      memory.setU8(address + done, (state.gpr((i.rS + (done >>> 2)) & 31) >>> (24 - 8 * (done & 3))) & 0xff)
    }
  }

/** No external device is enabled (EAR[E] is 0). */
const externalControl = (context: HostContext, i: Instruction): void => {
  throw new CpuFault('access', i.pc, {
    address: effectiveAddress(context, i, true),
    word: i.word,
    reason: 'external control is not enabled',
  })
}

const [load8, load16, load16S, load32] = [
  load('i32Load8U', 1),
  load('i32Load16U', 2),
  load('i32Load16S', 2),
  load('i32Load', 4),
]
const [store8, store16, store32] = [store('i32Store8', 1), store('i32Store16', 2), store('i32Store', 4)]

export const loadStoreInstructions: readonly InstructionRow[] = [
  // Integer load
  memory('lbz', primary(34), '=rD d(rA|0)', '', 'LSU 2:1', load8),
  memory('lbzu', primary(35), '=rD d(+rA)', '', 'LSU 2:1', load8),
  memory('lbzux', extended(31, 119), '=rD +rA rB', '', 'LSU 2:1', load8),
  memory('lbzx', extended(31, 87), '=rD rA|0 rB', '', 'LSU 2:1', load8),
  memory('lha', primary(42), '=rD d(rA|0)', '', 'LSU 2:1', load16S),
  memory('lhau', primary(43), '=rD d(+rA)', '', 'LSU 2:1', load16S),
  memory('lhaux', extended(31, 375), '=rD +rA rB', '', 'LSU 2:1', load16S),
  memory('lhax', extended(31, 343), '=rD rA|0 rB', '', 'LSU 2:1', load16S),
  memory('lhz', primary(40), '=rD d(rA|0)', '', 'LSU 2:1', load16),
  memory('lhzu', primary(41), '=rD d(+rA)', '', 'LSU 2:1', load16),
  memory('lhzux', extended(31, 311), '=rD +rA rB', '', 'LSU 2:1', load16),
  memory('lhzx', extended(31, 279), '=rD rA|0 rB', '', 'LSU 2:1', load16),
  memory('lwz', primary(32), '=rD d(rA|0)', '', 'LSU 2:1', load32),
  memory('lwzu', primary(33), '=rD d(+rA)', '', 'LSU 2:1', load32),
  memory('lwzux', extended(31, 55), '=rD +rA rB', '', 'LSU 2:1', load32),
  memory('lwzx', extended(31, 23), '=rD rA|0 rB', '', 'LSU 2:1', load32),

  // Integer store
  memory('stb', primary(38), 'rS d(rA|0)', '', 'LSU 2:1', store8),
  memory('stbu', primary(39), 'rS d(+rA)', '', 'LSU 2:1', store8),
  memory('stbux', extended(31, 247), 'rS +rA rB', '', 'LSU 2:1', store8),
  memory('stbx', extended(31, 215), 'rS rA|0 rB', '', 'LSU 2:1', store8),
  memory('sth', primary(44), 'rS d(rA|0)', '', 'LSU 2:1', store16),
  memory('sthu', primary(45), 'rS d(+rA)', '', 'LSU 2:1', store16),
  memory('sthux', extended(31, 439), 'rS +rA rB', '', 'LSU 2:1', store16),
  memory('sthx', extended(31, 407), 'rS rA|0 rB', '', 'LSU 2:1', store16),
  memory('stw', primary(36), 'rS d(rA|0)', '', 'LSU 2:1', store32),
  memory('stwu', primary(37), 'rS d(+rA)', '', 'LSU 2:1', store32),
  memory('stwux', extended(31, 183), 'rS +rA rB', '', 'LSU 2:1', store32),
  memory('stwx', extended(31, 151), 'rS rA|0 rB', '', 'LSU 2:1', store32),

  // Byte-reversed
  memory('lhbrx', extended(31, 790), '=rD rA|0 rB', '', 'LSU 2:1', loadReversed('i32Load16U', 2, swapHalf)),
  memory('lwbrx', extended(31, 534), '=rD rA|0 rB', '', 'LSU 2:1', loadReversed('i32Load', 4, swapBytes)),
  memory('sthbrx', extended(31, 918), 'rS rA|0 rB', '', 'LSU 2:1', storeReversed('i32Store16', 2, swapHalf)),
  memory('stwbrx', extended(31, 662), 'rS rA|0 rB', '', 'LSU 2:1', storeReversed('i32Store', 4, swapBytes)),

  // Multiple
  memory('lmw', primary(46), '=rD..r31 d(rA|0)', '', 'LSU 2+n completion', emulated({ emit: loadMultiple })),
  memory('stmw', primary(47), 'rS..r31 d(rA|0)', '', 'LSU 2+n exec', emulated({ emit: storeMultiple })),

  // String
  memory('lswi', extended(31, 597), '=rD rA|0 NB', '', 'LSU 2+n completion', { host: loadString(false) }),
  memory('lswx', extended(31, 533), '=rD rA|0 rB', '', 'LSU 2+n completion', { host: loadString(true) }),
  memory('stswi', extended(31, 725), 'rS rA|0 NB', '', 'LSU 2+n exec', { host: storeString(false) }),
  memory('stswx', extended(31, 661), 'rS rA|0 rB', '', 'LSU 2+n exec', { host: storeString(true) }),

  // Synchronization
  memory('lwarx', extended(31, 20), '=rD rA|0 rB', '', 'LSU 3:1 exec', required(loadAndReserve)),
  memory('stwcx.', recording(extended(31, 150)), 'rS rA|0 rB', 'SO =CR0', 'LSU 8:8 exec', required(storeConditional)),

  // External control
  memory('eciwx', extended(31, 310), '=rD rA|0 rB', '', 'LSU 2:1', { host: externalControl }),
  memory('ecowx', extended(31, 438), 'rS rA|0 rB', '', 'LSU 2:1', { host: externalControl }),

  // Floating-point load
  memory('lfd', primary(50), '=frD d(rA|0)', '', 'LSU 2:1', emulated(loadDouble)),
  memory('lfdu', primary(51), '=frD d(+rA)', '', 'LSU 2:1', emulated(loadDouble)),
  memory('lfdux', extended(31, 631), '=frD +rA rB', '', 'LSU 2:1', emulated(loadDouble)),
  memory('lfdx', extended(31, 599), '=frD rA|0 rB', '', 'LSU 2:1', emulated(loadDouble)),
  memory('lfs', primary(48), '=frD:single d(rA|0)', '', 'LSU 2:1', emulated(loadSingle)),
  memory('lfsu', primary(49), '=frD:single d(+rA)', '', 'LSU 2:1', emulated(loadSingle)),
  memory('lfsux', extended(31, 567), '=frD:single +rA rB', '', 'LSU 2:1', emulated(loadSingle)),
  memory('lfsx', extended(31, 535), '=frD:single rA|0 rB', '', 'LSU 2:1', emulated(loadSingle)),

  // Floating-point store
  memory('stfd', primary(54), 'frS d(rA|0)', '', 'LSU 2:1', emulated(storeDouble)),
  memory('stfdu', primary(55), 'frS d(+rA)', '', 'LSU 2:1', emulated(storeDouble)),
  memory('stfdux', extended(31, 759), 'frS +rA rB', '', 'LSU 2:1', emulated(storeDouble)),
  memory('stfdx', extended(31, 727), 'frS rA|0 rB', '', 'LSU 2:1', emulated(storeDouble)),
  memory('stfiwx', extended(31, 983), 'frS rA|0 rB', '', 'LSU 2:1', emulated(storeInteger)),
  memory('stfs', primary(52), 'frS d(rA|0)', '', 'LSU 2:1', emulated(storeSingle)),
  memory('stfsu', primary(53), 'frS d(+rA)', '', 'LSU 2:1', emulated(storeSingle)),
  memory('stfsux', extended(31, 695), 'frS +rA rB', '', 'LSU 2:1', emulated(storeSingle)),
  memory('stfsx', extended(31, 663), 'frS rA|0 rB', '', 'LSU 2:1', emulated(storeSingle)),
]

/** What a PowerPC 750 does not have (MPC750 User's Manual, section 2.3 and 4.5.7), in every way of running; and reservations. */

import { describe, expect, it } from 'vitest'
import { CpuFault, type CpuOptions, createCpu } from '../../emulator/cpu/index.ts'
import { GuestMemory } from '../../emulator/memory/guest-memory.ts'
import { OracleRecord, Outcome, RECORD_BYTES, WINDOW_ADDRESS } from './oracle-record.ts'
import { oracleMissing, runUnderQemu } from './qemu-oracle.ts'
import { TranslatedCpu } from './translated-cpu.ts'

const CODE = 0x1000

/** Mnemonic and word. */
const illegalWords: readonly (readonly [string, number])[] = [
  ['zero', 0x00000000],
  ['tdi (64-bit)', 0x08630000],
  ['primary opcode 1', 0x04000000],
  ['primary opcode 5', 0x14000000],
  ['fsqrt', 0xfc20102c],
  ['fsqrts', 0xec20102c],
  ['vaddfp (AltiVec)', 0x1022180a],
  ['vspltisw (AltiVec)', 0x1021038c],
  ['lvx (AltiVec)', 0x7c2018ce],
  ['stvx (AltiVec)', 0x7c2019ce],
  ['rldicl (64-bit)', 0x78630020],
  ['rldicr (64-bit)', 0x786307c6],
  ['ld (64-bit)', 0xe8610008],
  ['std (64-bit)', 0xf8610008],
  ['ldx (64-bit)', 0x7c61202a],
  ['stdx (64-bit)', 0x7c61212a],
  ['ldarx (64-bit)', 0x7c6100a8],
  ['mulld (64-bit)', 0x7c6429d2],
  ['divd (64-bit)', 0x7c642bd2],
  ['sld (64-bit)', 0x7c642836],
  ['srad (64-bit)', 0x7c642e34],
  ['extsw (64-bit)', 0x7c6407b4],
  ['cntlzd (64-bit)', 0x7c640074],
  ['fcfid (64-bit)', 0xfc20169c],
  ['fctid (64-bit)', 0xfc20165c],
  ['mulx (POWER)', 0x7c6428d6],
  ['dozi (POWER)', 0x24640001],
  ['lscbx (POWER)', 0x7c642a2a],
]

const modes: readonly (readonly [string, CpuOptions, boolean])[] = [
  ['translated', {}, false],
  ['stepped', {}, true],
  ['precise', { precise: true }, false],
]

describe.each(modes)('%s', (_mode, options, stepped) => {
  it.each(illegalWords)('%s is an illegal instruction', (_name, word) => {
    const memory = new GuestMemory(0x10000)
    // What comes before it has happened: li r3,42
    memory.setU32(CODE, 0x3860002a)
    memory.setU32(CODE + 4, word)
    const cpu = createCpu(memory, { service: () => {} }, options)
    const run = () => {
      if (!stepped) return cpu.run(CODE)
      cpu.state.pc = CODE
      for (;;) cpu.step()
    }
    let fault: unknown
    try {
      run()
    } catch (error) {
      fault = error
    }
    expect(fault).toBeInstanceOf(CpuFault)
    expect(fault).toMatchObject({ kind: 'illegal-instruction', pc: CODE + 4, word })
    expect(cpu.state.gpr(3)).toBe(42)
  })
})

const missing = oracleMissing()
const [lwarx, stwcx, stwcxOf6, mfcr] = [0x7c601028, 0x7c80112d, 0x7cc0112d, 0x7ce00026]

describe.skipIf(missing)(`reservations, against qemu-ppc${missing ? `: ${missing}` : ''}`, () => {
  it.each([
    ['a store after its load is made', [lwarx, stwcx, mfcr]],
    ['a second store is not', [lwarx, stwcx, stwcxOf6, mfcr]],
    ['a store without a load is not', [stwcx, mfcr]],
    ['a second load reserves again', [lwarx, stwcx, lwarx, stwcxOf6, mfcr]],
  ])('%s', (_name, code) => {
    const state = new OracleRecord(new Uint8Array(RECORD_BYTES))
    state.setGpr(2, WINDOW_ADDRESS + 16)
    state.setGpr(4, 0x11112222)
    state.setGpr(6, 0x33334444)
    state.window.fill(0x77)
    const group = { code, inputs: state.bytes }
    const [qemu] = runUnderQemu([group])
    const expected = new OracleRecord(new Uint8Array(qemu!))
    expect(expected.outcome).toBe(Outcome.finished)
    for (const options of [{}, { stepped: true }, { precise: true }]) {
      const found = new OracleRecord(new TranslatedCpu(options).run(group))
      expect([found.gpr(3), found.gpr(7), found.cr, ...found.window]).toEqual([
        expected.gpr(3),
        expected.gpr(7),
        expected.cr,
        ...expected.window,
      ])
    }
  })
})

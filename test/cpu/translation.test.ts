/** What translating whole functions adds to single instructions: control flow, calls, time, faults, changed code. */

import { describe, expect, it } from 'vitest'
import * as asm from './assembler.ts'
import { CODE, DATA, faultOf, guest, RAM } from './guest-code.ts'

const { li, addi, add, mr, cmpwi, bl, b, blr, mflr, mtlr, mtctr, bctr, bctrl, stw, stwu, lwz, service } = asm

/** f(n): 0 for 0, else 1 + f(n - 1), with a stack frame each. */
const recursive = [
  cmpwi(3, 0),
  asm.bne(2),
  blr,
  mflr(0),
  stw(0, 4, 1),
  stwu(1, -16, 1),
  addi(3, 3, -1),
  bl(-7),
  addi(3, 3, 1),
  addi(1, 1, 16),
  lwz(0, 4, 1),
  mtlr(0),
  blr,
]

describe('control flow', () => {
  it('runs a loop on the counter', () => {
    const { call } = guest({ [CODE]: [mtctr(3), li(3, 0), addi(3, 3, 7), asm.bdnz(-1), blr] })
    expect(call(CODE, 6)).toBe(42)
    expect(call(CODE, 1)).toBe(7)
  })

  it('recurses deeper than the host could', () => {
    const { call, cpu } = guest({ [CODE]: recursive })
    cpu.state.setGpr(1, RAM - 8192)
    expect(call(CODE, 40000)).toBe(40000)
  })

  it('makes tail calls without end', () => {
    // even(n) and odd(n) branch to each other; the start calls both, so that they are functions
    const [even, odd] = [CODE + 0x100, CODE + 0x180]
    const callOf = (index: number, target: number) => bl((target - CODE) / 4 - index)
    const { call } = guest({
      [CODE]: [mflr(31), mr(30, 3), li(3, 0), callOf(3, odd), mr(3, 30), callOf(5, even), mtlr(31), blr],
      [even]: [cmpwi(3, 0), asm.bne(3), li(3, 1), blr, addi(3, 3, -1), b((odd - even) / 4 - 5)],
      [odd]: [cmpwi(3, 0), asm.bne(3), li(3, 0), blr, addi(3, 3, -1), b((even - odd) / 4 - 5)],
    })
    expect(call(CODE, 300000)).toBe(1)
    expect(call(CODE, 300001)).toBe(0)
  })

  it('follows a return to where nobody called from', () => {
    // The callee skips the instruction after its call, as longjmp-like code does
    const { call } = guest({
      [CODE]: [mflr(31), bl(5), li(3, 1), add(3, 3, 3), mtlr(31), blr, mflr(4), addi(4, 4, 4), li(3, 50), mtlr(4), blr],
    })
    expect(call(CODE)).toBe(100)
  })

  it('finds its own address with bl to the next instruction', () => {
    const { call } = guest({ [CODE]: [mflr(5), bl(1), mflr(3), mtlr(5), blr] })
    expect(call(CODE)).toBe(CODE + 8)
  })

  it('sets LR whether a conditional branch with link is taken or not', () => {
    const code = [mflr(5), asm.lis(4, 1), asm.ori(4, 4, 0x100), mtlr(4), cmpwi(3, 0), asm.bnelrl, mflr(3), mtlr(5), blr]
    const { call } = guest({ [CODE]: code, [CODE + 0x100]: [blr] })
    expect(call(CODE, 0)).toBe(CODE + 0x18)
    expect(call(CODE, 1)).toBe(CODE + 0x18)
  })

  it('runs a loop with two entries', () => {
    // Jumps into the middle of the loop when r3 is odd: control flow that no structured statement gives
    const code = [
      mr(4, 3),
      li(3, 0),
      cmpwi(4, 5),
      asm.beq(2),
      addi(3, 3, 1),
      addi(3, 3, 100),
      addi(4, 4, -1),
      cmpwi(4, 0),
      asm.bgt(-4),
      blr,
    ]
    const { call } = guest({ [CODE]: code })
    expect(call(CODE, 5)).toBe(504)
    expect(call(CODE, 4)).toBe(404)
  })

  it('calls what a pointer says, also when it was changed or shares its place in the table of jumps', () => {
    const [first, second] = [CODE + 0x1000, CODE + 0x1400]
    const through = [mflr(31), mtctr(3), bctrl, mtlr(31), blr]
    const run = guest({ [CODE]: through, [first]: [li(3, 1), blr], [second]: [li(3, 2), blr] })
    expect([first, second, first, first].map((target) => run.call(CODE, target))).toEqual([1, 2, 1, 1])
    run.memory.setU32(first, li(3, 3))
    run.cpu.invalidate(first, 4)
    expect([first, second, first].map((target) => run.call(CODE, target))).toEqual([3, 2, 3])
    // Nothing is there, and then something is
    expect(faultOf(() => run.call(CODE, 0xf0000000))).toMatchObject({ kind: 'jump', pc: 0xf0000000 })
    expect(run.call(CODE, first)).toBe(3)
  })

  it('runs a switch by its jump table, and values that the table has not', () => {
    const table = DATA
    const jump = [
      asm.cmplwi(3, 2),
      asm.bgt(8),
      asm.lis(9, table >>> 16),
      asm.ori(9, 9, table & 0xffff),
      asm.slwi(3, 3, 2),
      asm.lwzx(9, 9, 3),
      mtctr(9),
      bctr,
      0,
      li(3, -1),
      blr,
    ]
    const cases = [0x200, 0x220, 0x200, 0x240]
    const run = guest({
      [CODE]: jump,
      [CODE + 0x200]: [li(3, 10), blr],
      [CODE + 0x220]: [li(3, 20), blr],
      [CODE + 0x240]: [li(3, 30), blr],
      [table]: cases.map((offset) => CODE + offset),
    })
    expect([0, 1, 2, 3].map((n) => run.call(CODE, n))).toEqual([10, 20, 10, 0xffffffff])
    // The table changes under the translation's feet
    run.memory.setU32(table, CODE + 0x240)
    expect(run.call(CODE, 0)).toBe(30)
  })

  it('runs a function too long for one translation', () => {
    const length = 8000
    const { call } = guest({
      [CODE]: [mtctr(3), li(3, 0), ...Array.from({ length }, () => addi(3, 3, 1)), asm.bdnz(-length), blr],
    })
    expect(call(CODE, 30)).toBe(30 * length)
  })

  it('calls by the counter and by the link register', () => {
    const { call } = guest({
      [CODE]: [mflr(31), mtctr(3), bctrl, mr(30, 3), mtlr(4), asm.blrl, add(3, 3, 30), mtlr(31), blr],
      [CODE + 0x100]: [li(3, 40), blr],
      [CODE + 0x200]: [li(3, 2), blr],
    })
    expect(call(CODE, CODE + 0x100, CODE + 0x200)).toBe(42)
    expect(call(CODE, CODE + 0x200, CODE + 0x200)).toBe(4)
  })
})

describe('services', () => {
  it('see all registers, change them, and continue at LR', () => {
    const seen: number[] = []
    const { call, cpu } = guest(
      {
        [CODE]: [mflr(31), li(14, 77), li(3, 5), cmpwi(3, 5), bl(0x3c), addi(3, 3, 1), mtlr(31), blr],
        [CODE + 0x100]: [service(9)],
      },
      {
        service(number) {
          seen.push(number, cpu.state.gpr(14), cpu.state.cr >>> 28, cpu.cycles)
          cpu.state.setGpr(3, cpu.state.gpr(3) * 8)
        },
      },
    )
    expect(call(CODE)).toBe(41)
    // The five are completed at 3, 3, 4, 4 and 5, one cycle after the first could have been dispatched; what is called overlaps by two
    expect(seen).toEqual([9, 77, 2, 2])
  })

  it('call back into guest code', () => {
    const { call, cpu } = guest(
      { [CODE]: [mflr(31), bl(0x3f), mtlr(31), blr], [CODE + 0x100]: [service(1)], [CODE + 0x200]: recursive },
      {
        service() {
          cpu.state.setGpr(20, 0x1234)
          const result = cpu.callCode(CODE + 0x200, 0, 1000)
          expect(cpu.state.gpr(20)).toBe(0x1234)
          cpu.state.setGpr(3, result)
        },
      },
    )
    expect(call(CODE)).toBe(1000)
  })

  it('stop the run by throwing', () => {
    const exit = new Error('exit')
    const { cpu } = guest({ [CODE]: [bl(2), 0, service(3)] }, { service: () => fail(exit) })
    expect(() => cpu.run(CODE)).toThrow(exit)
  })
})

function fail(error: Error): never {
  throw error
}

describe('time', () => {
  const endless = { [CODE]: [addi(3, 3, 1), b(-1)] }

  it('stops an endless loop at a deadline, at the same cycle in every mode', () => {
    const results = [{}, { precise: true }].map((options) => {
      const timeOut = new Error('time is up')
      const { cpu } = guest(endless, { deadline: () => fail(timeOut) }, options)
      cpu.cycleDeadline = 1_000_000
      expect(() => cpu.run(CODE)).toThrow(timeOut)
      return [cpu.cycles, cpu.state.gpr(3), cpu.state.pc]
    })
    expect(results[0]).toEqual(results[1])
    expect(results[0]![0]).toBeGreaterThan(1_000_000)
    expect(results[0]![0]).toBeLessThan(1_000_010)
  })

  it('stops a counted loop after as many rounds in every mode', () => {
    const modes = [{}, { precise: true }, { profile: { startOf: () => undefined } }]
    const code = [mtctr(4), addi(3, 3, 1), stwu(3, 4, 5), addi(6, 6, -8), lwz(7, 4, 6), asm.bdnz(-4), asm.mfctr(8), blr]
    const visits = modes.map((options) => {
      const seen: number[][] = []
      const { cpu, call } = guest(
        { [CODE]: code },
        {
          deadline() {
            seen.push([cpu.cycles, cpu.state.pc, cpu.state.ctr, ...[3, 5, 6].map((n) => cpu.state.gpr(n))])
            cpu.cycleDeadline = cpu.cycles + 1 + (seen.length % 7) * 5
            return seen.length % 3 === 0
          },
        },
        options,
      )
      cpu.cycleDeadline = 1
      seen.push([call(CODE, 0, 300, DATA, DATA + 0x8000), cpu.cycles])
      return seen
    })
    expect(visits[0]!.length).toBeGreaterThan(40)
    expect(visits[0]!.at(-1)![0]).toBe(300)
    expect(visits[1]).toEqual(visits[0])
    expect(visits[2]).toEqual(visits[0])
  })

  it('keeps every register for a deadline where it is precise, and always the stack pointer', () => {
    // r6 and r1 are written before they are read: nobody needs what they were when an iteration begins
    const code = { [CODE]: [addi(3, 3, 1), mr(6, 3), addi(1, 3, 0), b(-3)] }
    const [fast, precise] = [{}, { precise: true }].map((options) => {
      const timeOut = new Error('time is up')
      const { cpu } = guest(code, { deadline: () => fail(timeOut) }, options)
      cpu.state.setGpr(6, 77)
      cpu.cycleDeadline = 1_000_000
      expect(() => cpu.run(CODE)).toThrow(timeOut)
      return { cycles: cpu.cycles, r3: cpu.state.gpr(3), r1: cpu.state.gpr(1), r6: cpu.state.gpr(6) }
    })
    expect(fast).toEqual({ ...precise, r6: expect.any(Number) })
    expect(precise!.r6).toBe(precise!.r3)
    expect(precise!.r1).toBe(precise!.r3)
  })

  it.each([
    ['a function that calls itself without end', { [CODE]: [addi(3, 3, 1), bl(-1)] }],
    ['a computed jump to itself', { [CODE]: [bctr] }],
    ['a return to itself', { [CODE]: [mtlr(4), blr] }],
  ])('stops %s', (_name, code) => {
    const { cpu } = guest(code, { deadline: () => fail(new Error('time is up')) })
    cpu.state.ctr = CODE
    cpu.state.setGpr(4, CODE)
    cpu.cycleDeadline = 100_000
    expect(() => cpu.run(CODE)).toThrow('time is up')
  })

  it('goes on after a deadline that the host moves, and may change registers when it leaves', () => {
    const deadlines: number[] = []
    const { cpu } = guest(endless, {
      deadline() {
        deadlines.push(cpu.cycles)
        if (deadlines.length === 3) fail(new Error('enough'))
        cpu.cycleDeadline = cpu.cycles + 1000
        cpu.state.setGpr(3, 0)
        return true
      },
    })
    cpu.cycleDeadline = 1000
    expect(() => cpu.run(CODE)).toThrow('enough')
    expect(deadlines.map((cycles) => Math.round(cycles / 1000))).toEqual([1, 2, 3])
    // An iteration takes a cycle: a third of what it would be had the host not set it to 0
    expect(cpu.state.gpr(3)).toBeLessThan(1100)
  })
})

describe('faults', () => {
  const access = { [CODE]: [li(5, 1), asm.lis(4, 0x7000), li(5, 2), lwz(3, 8, 4), li(5, 3), blr] }

  it('knows where an access outside RAM was', () => {
    const { cpu } = guest(access)
    expect(faultOf(() => cpu.run(CODE))).toMatchObject({ kind: 'access', pc: CODE + 12, precise: false })
  })

  it('has all registers in precise mode', () => {
    const { cpu } = guest(access, {}, { precise: true })
    const fault = faultOf(() => cpu.run(CODE))
    expect(fault).toMatchObject({ kind: 'access', pc: CODE + 12, address: 0x70000008, precise: true })
    expect([cpu.state.pc, cpu.state.gpr(4), cpu.state.gpr(5)]).toEqual([CODE + 12, 0x70000000, 2])
  })

  it.each([
    ['the last byte', lwz(3, 0, 4), RAM - 4, true],
    ['one byte past the end', lwz(3, 0, 4), RAM - 3, false],
    ['across 2^32', lwz(3, 0, 4), 0xfffffffe, false],
    ['a byte at 2^32 - 1', (34 << 26) | (3 << 21) | (4 << 16), 0xffffffff, false],
    ['a double past the end', asm.lfd(1, 0, 4), RAM - 7, false],
  ])('checks the bounds of %s', (_name, load, address, valid) => {
    const { cpu, call } = guest({ [CODE]: [mr(4, 3), load >>> 0, blr] })
    if (valid) call(CODE, address)
    else expect(faultOf(() => call(CODE, address))).toMatchObject({ kind: 'access' })
    expect(cpu.state.gpr(1)).toBeTypeOf('number')
  })

  it.each([
    ['illegal-instruction', 0],
    ['illegal-instruction', 0xfc20082c],
    ['illegal-instruction', 0x7c00402a],
    ['privileged', asm.mfmsr],
    ['privileged', 0x7c7f42a6],
    ['system-call', asm.sc],
    ['trap', asm.twne(3, 4)],
  ] as const)('raises %s for %i when it is reached', (kind, word) => {
    const { cpu, call } = guest({ [CODE]: [cmpwi(3, 0), li(9, 1), asm.beq(2), word, blr] })
    call(CODE, 0)
    const fault = faultOf(() => call(CODE, 1))
    expect(fault).toMatchObject({ kind, pc: CODE + 12, word })
    expect(cpu.state.gpr(9)).toBe(1)
  })

  it('raises jump where there is no code', () => {
    const { cpu, call } = guest({ [CODE]: [mtctr(3), bctrl, blr] })
    expect(faultOf(() => call(CODE, 0x60000000))).toMatchObject({ kind: 'jump', pc: 0x60000000 })
    expect(faultOf(() => cpu.run(CODE + 1))).toMatchObject({ kind: 'jump', pc: CODE + 1 })
  })
})

describe('changed code', () => {
  it('is translated again after icbi', () => {
    // Writes r4 over the function at CODE + 0x100 and calls it
    const code = [mflr(31), stw(4, 0, 3), asm.icbi(0, 3), mtctr(3), bctrl, mtlr(31), blr]
    const { call } = guest({ [CODE]: code, [CODE + 0x100]: [li(3, 1), blr] })
    expect(call(CODE + 0x100)).toBe(1)
    expect(call(CODE, CODE + 0x100, li(3, 2))).toBe(2)
    expect(call(CODE, CODE + 0x100, li(3, 3))).toBe(3)
  })

  it('is translated again after it was loaded', () => {
    const { call, cpu, memory } = guest({ [CODE]: [li(3, 1), blr] })
    expect(call(CODE)).toBe(1)
    memory.setU32(CODE, li(3, 2))
    cpu.noteCode(CODE, 8)
    expect(call(CODE)).toBe(2)
  })
})

describe('floating-point registers', () => {
  const signalingSingle = 0x7fa12345
  const signalingDouble = 0x7ff4_1234_5678_9abcn

  it('keep the bits of a signaling NaN that is loaded and stored', () => {
    const code = [
      asm.lfs(1, 0, 3),
      asm.stfs(1, 16, 3),
      asm.stfd(1, 24, 3),
      asm.lfd(2, 8, 3),
      asm.stfd(2, 32, 3),
      asm.stfs(2, 40, 3),
      blr,
    ]
    const { call, memory } = guest({ [CODE]: code })
    memory.setU32(DATA, signalingSingle)
    memory.setU64(DATA + 8, signalingDouble)
    call(CODE, DATA)
    expect(memory.getU32(DATA + 16)).toBe(signalingSingle)
    expect(memory.getU64(DATA + 24)).toBe(0x7ff4_2468_a000_0000n)
    expect(memory.getU64(DATA + 32)).toBe(signalingDouble)
    expect(memory.getU32(DATA + 40)).toBe(0x7fa091a2)
  })

  it('are converted on each way to where ways with both precisions meet', () => {
    // The way that is translated between loads a double into the register that the other two ways have in single precision
    const code = [
      cmpwi(3, 0),
      asm.beq(4),
      asm.lfs(1, 0, 4),
      cmpwi(3, 1),
      asm.bne(3),
      asm.stfd(1, 24, 4),
      blr,
      asm.lfd(1, 8, 4),
      b(-3),
    ]
    const { call, memory } = guest({ [CODE]: code })
    memory.setF32(DATA, 1.5)
    memory.setF64(DATA + 8, 2.5)
    const results = [1, 2].map((way) => {
      call(CODE, way, DATA)
      return memory.getF64(DATA + 24)
    })
    expect(results).toEqual([1.5, 2.5])
  })

  it('keep the FPSCR once code that looks at it was loaded', () => {
    const divide = (59 << 26) | (1 << 21) | (1 << 16) | (2 << 11) | (18 << 1)
    const mffs = (63 << 26) | (3 << 21) | (583 << 1)
    const code = [asm.lfs(1, 0, 3), asm.lfs(2, 4, 3), divide >>> 0, mffs >>> 0, asm.stfd(3, 8, 3), blr]
    const { call, cpu, memory } = guest({ [CODE]: code })
    memory.setF32(DATA, 1)
    memory.setF32(DATA + 4, 3)
    cpu.noteCode(CODE, 4 * code.length)
    call(CODE, DATA)
    const XX = 0x02000000
    expect(memory.getU32(DATA + 12) & XX).toBe(XX)
  })
})

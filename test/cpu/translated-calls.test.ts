/** Functions that call each other, directly and through registers, inlined and not. */

import { describe, expect, it } from 'vitest'
import * as asm from './assembler.ts'
import { CODE, guest } from './guest-code.ts'

const { li, addi, add, mr, cmpwi, bl, b, blr, mflr, mtlr, mtctr, stw, service } = asm

describe('functions that call each other', () => {
  /** Calls g(r3) four times in a loop and adds what it gives. */
  const loop = (callee: number) => [
    mflr(31),
    li(30, 4),
    li(29, 0),
    mr(3, 30),
    bl((callee - CODE) / 4 - 4),
    add(29, 29, 3),
    addi(30, 30, -1),
    cmpwi(30, 0),
    asm.bne(-5),
    mr(3, 29),
    mtlr(31),
    blr,
  ]
  const callee = CODE + 0x100

  it('see a callee that was changed', () => {
    const { call, cpu, memory } = guest({ [CODE]: loop(callee), [callee]: [add(3, 3, 3), blr] })
    expect(call(CODE)).toBe(20)
    memory.setU32(callee, addi(3, 3, 1))
    cpu.invalidate(callee, 4)
    expect(call(CODE)).toBe(14)
  })

  it('see a callee that changes itself and comes back', () => {
    // The callee writes r28 over its second instruction: it leaves, and goes on with the new one
    const code = [mflr(27), stw(28, 16, 26), asm.icbi(0, 26), mtlr(27), addi(3, 3, 0), blr]
    const { call, cpu } = guest({ [CODE]: loop(callee), [callee]: code })
    cpu.state.setGpr(26, callee)
    cpu.state.setGpr(28, addi(3, 3, 100))
    expect(call(CODE)).toBe(410)
  })

  it('pass through conditions, carry and counter that the callee leaves alone', () => {
    // Compares, calls, then looks at what was compared; the callee is entered with CTR and CA, which it reads
    const compare = [mflr(31), mtctr(3), cmpwi(3, 5), bl((callee - CODE) / 4 - 3), asm.beq(3), li(3, 0), b(2), mr(3, 4)]
    const mfctr = 0x7c8902a6
    const { call } = guest({ [CODE]: [...compare, mtlr(31), blr], [callee]: [mfctr, addi(4, 4, 1), blr] })
    expect(call(CODE, 5)).toBe(6)
    expect(call(CODE, 6)).toBe(0)
  })

  it('take a conditional return', () => {
    const bltlr = 0x4d800020
    const { call } = guest({ [CODE]: loop(callee), [callee]: [cmpwi(3, 3), bltlr, li(3, 50), blr] })
    expect(call(CODE)).toBe(103)
  })

  it('leave and go on at deadlines in the midst of each other, in every mode at the same cycles', () => {
    const work = [mtctr(3), addi(3, 3, 2), asm.bdnz(-1), blr]
    const results = [{}, { precise: true }].map((options) => {
      const seen: number[] = []
      const deadline = () => {
        seen.push(cpu.cycles, cpu.state.pc, cpu.state.gpr(29), cpu.state.gpr(30))
        cpu.cycleDeadline = cpu.cycles + 7
        return true
      }
      const { call, cpu } = guest({ [CODE]: loop(callee), [callee]: work }, { deadline }, options)
      cpu.cycleDeadline = 7
      return [call(CODE), cpu.cycles, ...seen]
    })
    expect(results[0]).toEqual(results[1])
    expect(results[0]![0]).toBe(30)
    expect(results[0]!.length).toBeGreaterThan(10)
  })

  it('return over several of them, as longjmp does', () => {
    // CODE calls f, f calls g, g returns to where f was called with r30 restored
    const [f, g] = [CODE + 0x100, CODE + 0x200]
    const { call } = guest({
      [CODE]: [mflr(31), li(30, 7), bl((f - CODE) / 4 - 2), add(3, 3, 30), mtlr(31), blr],
      [f]: [mflr(28), li(30, 99), bl((g - f) / 4 - 2), li(3, 1000), mtlr(28), blr],
      [g]: [mtlr(28), li(30, 20), li(3, 3), blr],
    })
    expect(call(CODE)).toBe(23)
  })

  it('go round loops with calls that see and change what was written before the loop', () => {
    // r20 and f1 are written before the loop only; the service reads and changes them
    const seen: number[] = []
    const frsp = ((63 << 26) | (1 << 21) | (2 << 11) | (12 << 1)) >>> 0
    const before = [mflr(31), li(20, 5), frsp, cmpwi(4, 4), li(30, 3)]
    const around = [bl((callee - CODE) / 4 - 5), addi(30, 30, -1), asm.cmplwi(30, 0), asm.bne(-3)]
    const { call, cpu } = guest(
      { [CODE]: [...before, ...around, mr(3, 20), mtlr(31), blr], [callee]: [service(1)] },
      {
        service: () => {
          seen.push(cpu.state.gpr(20), cpu.state.fpr(1), cpu.state.gpr(30))
          cpu.state.setGpr(20, 2 * cpu.state.gpr(20))
        },
      },
    )
    cpu.state.setFpr(2, 1.5)
    expect(call(CODE)).toBe(40)
    expect(seen).toEqual([5, 1.5, 3, 10, 1.5, 2, 20, 1.5, 1])
  })

  it('call a service from a callee, which sees all registers', () => {
    const seen: number[] = []
    const { call, cpu } = guest(
      {
        [CODE]: loop(callee),
        [callee]: [mflr(28), bl((CODE + 0x200 - callee) / 4 - 1), mtlr(28), blr],
        [CODE + 0x200]: [service(5)],
      },
      {
        service: () => {
          seen.push(cpu.state.gpr(30), cpu.state.gpr(29), cpu.state.gpr(31))
          cpu.state.setGpr(3, 10 * cpu.state.gpr(3))
        },
      },
    )
    expect(call(CODE)).toBe(100)
    expect(seen.filter((_, k) => k % 3 === 0)).toEqual([4, 3, 2, 1])
    expect(seen.filter((_, k) => k % 3 === 1)).toEqual([0, 40, 70, 90])
  })
})

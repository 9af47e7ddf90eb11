/** The caches' model against caches written the plain way, and against what is known of patterns of access. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FUEL_PER_CYCLE } from '../../../emulator/cpu/state.ts'
import type { CacheHierarchy } from '../../../emulator/cpu/timing/caches/hierarchy.ts'
import { LINE_OPERATION } from '../../../emulator/cpu/timing/caches/level1.ts'
import { orderAfter, victimOf } from '../../../emulator/cpu/timing/caches/replacement.ts'
import { CacheSimulation } from '../../../emulator/cpu/timing/caches/simulation.ts'
import { iMacG3RevB } from '../../../emulator/machine/profile.ts'
import { GuestMemory } from '../../../emulator/memory/guest-memory.ts'
import { ReferenceCaches } from './reference-caches.ts'

const iMac = iMacG3RevB.caches

/** So small that everything happens soon. */
const small: CacheHierarchy = {
  ...iMac,
  instruction: { bytes: 1024, ways: 8 },
  data: { bytes: 1024, ways: 8 },
  level2: { ...iMac.level2, bytes: 64 << 10 },
}
const hierarchies = {
  iMac,
  small,
  'with four sectors': { ...small, level2: { ...small.level2, lineBytes: 128 } },
  'with one sector': { ...small, level2: { ...small.level2, lineBytes: 32, coreCyclesPerClock: 2.5 } },
}

/** Drives both. */
class Pair {
  readonly caches: CacheSimulation
  readonly reference: ReferenceCaches
  readonly misses: { pc: number; line: number; cycles: number }[] = []
  /** `cyclesWithoutFuel` of now. */
  #total: number
  #fuel = 1000

  constructor(hierarchy: CacheHierarchy) {
    const memory = new GuestMemory(2 * 65536)
    this.caches = new CacheSimulation(memory, hierarchy, (pc, line, cycles) => this.misses.push({ pc, line, cycles }))
    this.reference = new ReferenceCaches(hierarchy)
    this.#total = this.#fuel
    this.caches.timeWithoutFuel = this.#total
  }

  pass(cycles: number): void {
    this.#fuel -= cycles * FUEL_PER_CYCLE
    this.reference.now += cycles
  }
  /** As a deadline does. */
  refuel(fuel: number): void {
    this.#total += fuel - this.#fuel
    this.#fuel = fuel
    this.caches.timeWithoutFuel = this.#total
  }
  access(line: number, operation: keyof typeof LINE_OPERATION): void {
    this.reference.access(line, operation)
    this.#fuel = this.caches.model.data(line, LINE_OPERATION[operation], 0x1234, this.#fuel)
  }
  fetch(line: number): void {
    this.#fuel = this.caches.model.instruction(line, this.#fuel)
    this.reference.fetch(line)
  }
  clean(line: number, keep: boolean): void {
    this.caches.model.clean(line, Number(keep), this.#fuel)
    this.reference.clean(line, keep)
  }
  forgetInstruction(line: number): void {
    this.caches.model.forgetInstruction(line)
    this.reference.forgetInstruction(line)
  }
  drain(): void {
    this.#fuel = this.caches.model.drain(this.#fuel)
    this.reference.drain()
  }

  get now(): number {
    return (this.#total - this.#fuel) / FUEL_PER_CYCLE
  }
  check(): void {
    expect(this.now).toBe(this.reference.now)
    expect(this.caches.counters).toEqual(this.reference.counters)
  }
}

/** Lines that collide: few sets, many tags. */
const line = fc
  .record({ set: fc.nat(7), tag: fc.nat(20), far: fc.constantFrom(0, 1 << 18, 0x7fc0_0000, 0xfff0_0000) })
  .map(({ set, tag, far }) => (far + tag * 4096 + set * 32) >>> 0)
const operation = fc.constantFrom(...(Object.keys(LINE_OPERATION) as (keyof typeof LINE_OPERATION)[]))
const step = fc.oneof(
  { weight: 10, arbitrary: fc.tuple(fc.constant('access' as const), line, operation) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('fetch' as const), line) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('clean' as const), line, fc.boolean()) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('forgetInstruction' as const), line) },
  { weight: 4, arbitrary: fc.tuple(fc.constant('pass' as const), fc.nat(60)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('refuel' as const), fc.nat(100_000)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('drain' as const)) },
)

describe.each(Object.entries(hierarchies))('the model, %s', (_name, hierarchy) => {
  it('does what plain caches do', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 50, maxLength: 300 }), (steps) => {
        const pair = new Pair(hierarchy)
        for (const [name, ...args] of steps) {
          ;(pair[name] as (...args: unknown[]) => void)(...args)
          if (pair.now !== pair.reference.now) break
        }
        pair.check()
      }),
      { numRuns: 60, ...(process.env.BONDI_SEED && { seed: Number(process.env.BONDI_SEED) }) },
    )
  })
})

describe('replacement', () => {
  /** IBM 750GX/GL manual, table 3-2: what an access to each way makes of B0 to B6. */
  it('changes the bits as the manual says', () => {
    const table = ['11x1xxx', '11x0xxx', '10xx1xx', '10xx0xx', '0x1xx1x', '0x1xx0x', '0x0xxx1', '0x0xxx0']
    table.forEach((bits, way) => {
      for (const before of [0, 127]) {
        const after = [...bits].map((bit, n) => (bit === 'x' ? before & (1 << n) : Number(bit) << n))
        expect(orderAfter(before, way)).toBe(after.reduce((all, bit) => all | bit))
      }
    })
  })

  it('never takes the line that was used last', () => {
    for (let order = 0; order < 128; order++) {
      for (let way = 0; way < 8; way++) expect(victimOf(orderAfter(order, way))).not.toBe(way)
    }
  })

  it('takes each of eight lines in turn when none is used', () => {
    const victims: number[] = []
    for (let order = 0; victims.length < 8; order = orderAfter(order, victims.at(-1)!)) victims.push(victimOf(order))
    expect([...victims].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  })
})

describe('the iMac', () => {
  const run = (lines: Iterable<number>, operation: keyof typeof LINE_OPERATION = 'load') => {
    const pair = new Pair(iMac)
    for (const address of lines) pair.access(address, operation)
    pair.check()
    return pair
  }
  function* array(bytes: number, times: number, start = 0x100000) {
    for (let k = 0; k < times; k++) for (let at = 0; at < bytes; at += 32) yield start + at
  }

  it('keeps 32 KB, and not a line more', () => {
    expect(run(array(32 << 10, 3)).caches.counters).toMatchObject({ loadMisses: 1024, level2Misses: 1024 })
    const more = run(array((32 << 10) + 4096, 4)).caches.counters
    expect(more.loadMisses).toBeGreaterThan(2 * 1152)
    expect(more.level2Misses).toBe(1152)
  })

  it('keeps 512 KB behind that', () => {
    expect(run(array(512 << 10, 2)).caches.counters).toMatchObject({ loadMisses: 32768, level2Misses: 16384 })
    expect(run(array(1024 << 10, 2)).caches.counters).toMatchObject({ loadMisses: 65536, level2Misses: 65536 })
  })

  it('writes each modified line back once', () => {
    const { counters } = run([...array(1 << 20, 1)], 'store').caches
    expect(counters).toMatchObject({ storeMisses: 32768, dataCastouts: 32768 - 1024, loadMisses: 0 })
    // What is in neither cache any more has gone to memory
    expect(counters.level2Castouts).toBeGreaterThanOrEqual(32768 - 16384 - 1024)
    expect(counters.level2Castouts).toBeLessThanOrEqual(32768 - 16384)
  })

  it('zeroes lines without reading them', () => {
    const { counters } = run(array(64 << 10, 1), 'zero').caches
    expect(counters).toMatchObject({ zeroedLines: 2048, level2Misses: 0, level2Hits: 0, dataCastouts: 1024 })
  })

  it('hides a miss that nobody waits for behind what is done meanwhile', () => {
    const pair = new Pair(iMac)
    pair.access(0x100000, 'touch')
    expect(pair.now).toBe(0)
    pair.pass(200)
    pair.access(0x100000, 'load')
    expect(pair.now).toBe(200)
  })

  it('takes one data miss at a time', () => {
    const [apart, together] = [new Pair(iMac), new Pair(iMac)]
    apart.access(0x100000, 'store')
    apart.pass(200)
    apart.access(0x200000, 'store')
    expect(apart.now).toBe(200)
    together.access(0x100000, 'store')
    together.access(0x200000, 'store')
    expect(together.now).toBeGreaterThan(40)
  })

  it('tells where misses are', () => {
    const { misses } = run([0x100000, 0x100000, 0x100020])
    expect(misses.map(({ pc, line }) => [pc, line])).toEqual([
      [0x1234, 0x100000],
      [0x1234, 0x100020],
    ])
    expect(misses.every(({ cycles }) => cycles > 20)).toBe(true)
  })
})

describe('a description', () => {
  it.each([
    ['data cache of 4 ways', { ...iMac, data: { bytes: 32768, ways: 4 } }],
    ['instruction cache of 3000 bytes', { ...iMac, instruction: { bytes: 3000, ways: 8 } }],
    ['level-2 cache of 8 ways', { ...iMac, level2: { ...iMac.level2, ways: 8 } }],
    ['level-2 lines of 96 bytes', { ...iMac, level2: { ...iMac.level2, lineBytes: 96 } }],
    ['lines of 64 bytes', { ...iMac, lineBytes: 64 }],
  ])('is refused for a %s', (what, hierarchy) => {
    expect(() => new CacheSimulation(new GuestMemory(65536), hierarchy)).toThrow(what)
  })
})

/** Caches written the plain way, to test the model against: lists of lines, trees of objects, one clock. */

import type { CacheHierarchy } from '../../../emulator/cpu/timing/caches/hierarchy.ts'

/** A node of the replacement tree: points to the half to replace next. */
class Tree {
  readonly left: Tree | number
  readonly right: Tree | number
  pointsRight = false

  constructor(first: number, count: number) {
    const half = count / 2
    this.left = half === 1 ? first : new Tree(first, half)
    this.right = half === 1 ? first + 1 : new Tree(first + half, half)
  }

  get victim(): number {
    const next = this.pointsRight ? this.right : this.left
    return typeof next === 'number' ? next : next.victim
  }
  /** Whether the way is below here; every node on the way points away from it. */
  touch(way: number): boolean {
    const inLeft = typeof this.left === 'number' ? this.left === way : this.left.touch(way)
    const inRight = typeof this.right === 'number' ? this.right === way : this.right.touch(way)
    if (inLeft) this.pointsRight = true
    if (inRight) this.pointsRight = false
    return inLeft || inRight
  }
}

interface Line {
  address: number
  modified: boolean
}

class Level1 {
  readonly lines: (Line | undefined)[][]
  readonly #trees: Tree[]
  readonly #sets: number

  constructor(bytes: number, ways: number, lineBytes: number) {
    this.#sets = bytes / ways / lineBytes
    this.lines = Array.from({ length: this.#sets }, () => new Array(ways).fill(undefined))
    this.#trees = Array.from({ length: this.#sets }, () => new Tree(0, ways))
  }
  #set(address: number): number {
    return Math.floor(address / 32) % this.#sets
  }
  find(address: number): Line | undefined {
    return this.lines[this.#set(address)]!.find((line) => line?.address === address)
  }
  touch(address: number): void {
    const set = this.#set(address)
    this.#trees[set]!.touch(this.lines[set]!.findIndex((line) => line?.address === address))
  }
  /** Returns what had to go. */
  insert(line: Line): Line | undefined {
    const set = this.#set(line.address)
    const lines = this.lines[set]!
    const free = lines.indexOf(undefined)
    const way = free >= 0 ? free : this.#trees[set]!.victim
    const old = lines[way]
    lines[way] = line
    this.touch(line.address)
    return old
  }
  remove(address: number): void {
    const lines = this.lines[this.#set(address)]!
    const way = lines.findIndex((line) => line?.address === address)
    if (way >= 0) lines[way] = undefined
  }
}

interface Sectors {
  tag: number
  /** undefined is not valid. */
  modified: (boolean | undefined)[]
}

export class ReferenceCaches {
  readonly counters = {
    instructionMisses: 0,
    instructionStallCycles: 0,
    loadMisses: 0,
    storeMisses: 0,
    zeroedLines: 0,
    touchMisses: 0,
    dataCastouts: 0,
    dataStallCycles: 0,
    level2Hits: 0,
    level2Misses: 0,
    level2Castouts: 0,
  }
  now = 0
  readonly #h: CacheHierarchy
  readonly #data: Level1
  readonly #instruction: Level1
  /** Per set, the least recently used first. */
  readonly #level2: Sectors[][]
  #dataFree = 0
  #instructionFree = 0
  #level2Free = 0
  #busFree = 0

  constructor(h: CacheHierarchy) {
    this.#h = h
    this.#data = new Level1(h.data.bytes, h.data.ways, h.lineBytes)
    this.#instruction = new Level1(h.instruction.bytes, h.instruction.ways, h.lineBytes)
    const empty = (): Sectors => ({ tag: -1, modified: [] })
    this.#level2 = Array.from({ length: h.level2.bytes / h.level2.lineBytes / 2 }, () => [empty(), empty()])
  }

  #waitUntil(time: number, counter: 'dataStallCycles' | 'instructionStallCycles'): void {
    const cycles = time - this.now
    this.counters[counter] += cycles
    this.now += cycles
  }

  access(address: number, operation: 'load' | 'store' | 'touch' | 'zero'): void {
    const line = this.#data.find(address)
    const modifies = operation === 'store' || operation === 'zero'
    if (line !== undefined) {
      this.#data.touch(address)
      line.modified ||= modifies
      return
    }
    const names = { load: 'loadMisses', store: 'storeMisses', touch: 'touchMisses', zero: 'zeroedLines' } as const
    this.counters[names[operation]]++
    const { arbitration, allocation, victim } = this.#h.dataMiss
    const begin = Math.max(this.now, this.#dataFree)
    let waitedFor = begin
    if (operation === 'zero') this.#dataFree = begin + allocation
    else {
      const { first, whole } = this.#readLevel2(address, begin + arbitration)
      this.#dataFree = whole + allocation
      if (operation === 'load') waitedFor = first
    }
    const old = this.#data.insert({ address, modified: modifies })
    if (old?.modified) {
      this.counters.dataCastouts++
      this.#writeLevel2(old.address, this.#dataFree)
      this.#dataFree += victim
    }
    this.#waitUntil(waitedFor, 'dataStallCycles')
  }

  fetch(address: number): void {
    if (this.#instruction.find(address)) {
      this.#instruction.touch(address)
      return
    }
    this.counters.instructionMisses++
    const { first, whole } = this.#readLevel2(address, Math.max(this.now, this.#instructionFree))
    this.#instructionFree = whole
    this.#instruction.insert({ address, modified: false })
    this.#waitUntil(first, 'instructionStallCycles')
  }

  forgetInstruction(address: number): void {
    this.#instruction.remove(address)
  }

  clean(address: number, keep: boolean): void {
    const line = this.#data.find(address)
    if (line?.modified) {
      this.counters.dataCastouts++
      this.#writeLevel2(address, this.now)
      line.modified = false
    }
    if (!keep) this.#data.remove(address)
    const sectors = this.#findLevel2(address)
    const sector = this.#sectorOf(address)
    if (sectors?.modified[sector]) this.#writeBus(1, this.now)
    if (sectors === undefined) return
    if (!keep) sectors.modified[sector] = undefined
    else if (sectors.modified[sector] !== undefined) sectors.modified[sector] = false
  }

  drain(): void {
    this.#waitUntil(Math.max(this.now, this.#dataFree, this.#busFree), 'dataStallCycles')
  }

  // Level 2

  #sectorOf(address: number): number {
    return Math.floor((address % this.#h.level2.lineBytes) / this.#h.lineBytes)
  }
  #setOf(address: number): { set: Sectors[]; tag: number } {
    const number = Math.floor(address / this.#h.level2.lineBytes)
    const sets = this.#level2.length
    return { set: this.#level2[number % sets]!, tag: Math.floor(number / sets) }
  }
  #findLevel2(address: number): Sectors | undefined {
    const { set, tag } = this.#setOf(address)
    return set.find((sectors) => sectors.tag === tag && sectors.modified.some((is) => is !== undefined))
  }
  #use(address: number, sectors: Sectors): void {
    const { set } = this.#setOf(address)
    set.splice(set.indexOf(sectors), 1)
    set.push(sectors)
  }
  #placeLevel2(address: number, time: number): Sectors {
    const known = this.#findLevel2(address)
    if (known) return known
    const { set, tag } = this.#setOf(address)
    const sectors = set[0]!
    this.#writeBus(sectors.modified.filter((is) => is).length, time)
    sectors.tag = tag
    sectors.modified = []
    return sectors
  }
  #writeBus(lines: number, time: number): void {
    // Nothing to write does not keep the bus until then
    if (lines === 0) return
    const { writeClocks, beatClocks, coreCyclesPerClock } = this.#h.bus
    this.counters.level2Castouts += lines
    this.#busFree = Math.max(this.#busFree, time) + lines * (writeClocks + 3 * beatClocks) * coreCyclesPerClock
  }
  #writeLevel2(address: number, time: number): void {
    const { level2 } = this.#h
    const sectors = this.#placeLevel2(address, time)
    sectors.modified[this.#sectorOf(address)] = true
    this.#use(address, sectors)
    this.#level2Free = Math.max(this.#level2Free, time) + 4 * level2.beatClocks * level2.coreCyclesPerClock
  }
  #readLevel2(address: number, request: number): { first: number; whole: number } {
    const { level2, bus } = this.#h
    const time = Math.max(request, this.#level2Free)
    const found = this.#findLevel2(address)
    if (found && found.modified[this.#sectorOf(address)] !== undefined) {
      this.counters.level2Hits++
      this.#use(address, found)
      const first = time + level2.firstBeat.coreCycles + level2.firstBeat.clocks * level2.coreCyclesPerClock
      const whole = first + 3 * level2.beatClocks * level2.coreCyclesPerClock
      this.#level2Free = whole
      return { first, whole }
    }
    this.counters.level2Misses++
    const begin = Math.max(time + level2.tagCycles, this.#busFree)
    const first = begin + (bus.synchronizationClocks + bus.readClocks) * bus.coreCyclesPerClock + bus.forwardCycles
    const whole = first + 3 * bus.beatClocks * bus.coreCyclesPerClock
    this.#level2Free = whole
    this.#busFree = whole + bus.turnaroundClocks * bus.coreCyclesPerClock
    const sectors = this.#placeLevel2(address, whole)
    sectors.modified[this.#sectorOf(address)] = false
    this.#use(address, sectors)
    return { first, whole }
  }
}

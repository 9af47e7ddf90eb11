/**
 * The level-2 cache and the bus behind it: two ways, a tag for a line of sectors, each valid and modified on its own
 * (MPC750UM, 9.1). What misses is read from memory into it and into the level-1 cache at once.
 */

import { LEVEL2_WAYS } from './hierarchy.ts'
import { LEVEL2_TAG_SHIFT, SECTOR_VALID_SHIFT } from './layout.ts'
import { ModelCode, type ModelPlan } from './model-code.ts'

export interface Level2Functions {
  /** (line) to the address of its tag, or -1. */
  readonly find: number
  /** (line, time) to the address of its tag; another line may have to go for it. */
  readonly place: number
  /** (line, time) to when its first double word is there. */
  readonly read: number
  /** (line, time). */
  readonly write: number
  /** (line, time, whether to keep it): what is modified goes to memory. */
  readonly clean: number
}

const WAY_BYTES = 4
const SET_BYTES = LEVEL2_WAYS * WAY_BYTES
const DIRTY_SECTORS = (1 << SECTOR_VALID_SHIFT) - 1
const FLAGS = (1 << LEVEL2_TAG_SHIFT) - 1

export class Level2Code {
  readonly #plan: ModelPlan
  readonly #functions: Level2Functions
  readonly #lineShift: number
  readonly #tagShift: number

  constructor(plan: ModelPlan, functions: Level2Functions) {
    this.#plan = plan
    this.#functions = functions
    this.#lineShift = Math.log2(plan.hierarchy.level2.lineBytes)
    this.#tagShift = this.#lineShift + Math.log2(plan.layout.level2.sets)
  }

  #pushSet(c: ModelCode, line: number, scale: number): ModelCode {
    return c.field(line, this.#lineShift, this.#plan.layout.level2.sets, scale)
  }
  /** The tag without sectors. */
  #pushKey(c: ModelCode, line: number): ModelCode {
    return c.localGet(line).i32Const(this.#tagShift).i32ShrU().i32Const(LEVEL2_TAG_SHIFT).i32Shl()
  }
  /** The sector's bit among the modified ones. */
  #pushSector(c: ModelCode, line: number): ModelCode {
    const { lineBytes, level2 } = this.#plan.hierarchy
    return c
      .i32Const(1)
      .field(line, Math.log2(lineBytes), level2.lineBytes / lineBytes)
      .i32Shl()
  }
  /** The way that a tag's address is not of is to be replaced next. */
  #touch(c: ModelCode, line: number, slot: number): void {
    const { order } = this.#plan.layout.level2
    this.#pushSet(c, line, 1)
    c.localGet(slot).i32Const(2).i32ShrU().i32Const(1).i32And().i32Eqz().i32Store8(order)
  }
  /** The bus is taken by lines written to memory, whose number is on the stack. */
  #writeToMemory(c: ModelCode, time: number): void {
    const lines = c.local('f64')
    c.f64ConvertI32S().localSet(lines)
    c.addTo('level2Castouts', () => c.localGet(lines))
    c.setTime('busFree', () => {
      c.time('busFree').localGet(time).f64Max()
      c.localGet(lines).f64Const(this.#plan.cycles.busWrite).f64Mul().f64Add()
    })
  }

  find(): ModelCode {
    const c = new ModelCode(1)
    const { tags } = this.#plan.layout.level2
    const [slot, key] = [c.local('i32'), c.local('i32')]
    this.#pushSet(c, 0, SET_BYTES)
    c.i32Const(tags).i32Add().localSet(slot)
    this.#pushKey(c, 0).localSet(key)
    for (let way = 0; way < LEVEL2_WAYS; way++) {
      c.localGet(slot)
        .i32Load(way * WAY_BYTES)
        .localGet(key)
        .i32Xor()
        .i32Const(~FLAGS)
        .i32And()
        .i32Eqz()
      // A tag without a valid sector is as good as none
      c.localGet(slot)
        .i32Load(way * WAY_BYTES)
        .i32Const(FLAGS)
        .i32And()
        .i32Const(0)
        .i32Ne()
        .i32And()
      c.if()
        .localGet(slot)
        .i32Const(way * WAY_BYTES)
        .i32Add()
        .return()
        .end()
    }
    return c.i32Const(-1)
  }

  place(): ModelCode {
    const c = new ModelCode(2)
    const { tags, order } = this.#plan.layout.level2
    const [line, time] = [0, 1]
    const slot = c.local('i32')
    c.localGet(line).call(this.#functions.find).localTee(slot).i32Const(0).i32GtS()
    c.if().localGet(slot).return().end()
    this.#pushSet(c, line, SET_BYTES)
    this.#pushSet(c, line, 1).i32Load8U(order).i32Const(2).i32Shl().i32Add()
    c.i32Const(tags).i32Add().localTee(slot)
    c.i32Load().i32Const(DIRTY_SECTORS).i32And().i32Popcnt()
    this.#writeToMemory(c, time)
    c.localGet(slot)
    this.#pushKey(c, line).i32Store()
    return c.localGet(slot)
  }

  read(): ModelCode {
    const c = new ModelCode(2)
    const { hierarchy, cycles } = this.#plan
    const [line, time] = [0, 1]
    const [slot, sector, first] = [c.local('i32'), c.local('i32'), c.local('f64')]
    this.#pushSector(c, line).localSet(sector)
    c.localGet(time).time('level2Free').f64Max().localSet(time)
    c.localGet(line).call(this.#functions.find).localSet(slot)
    c.localGet(slot).i32Const(0).i32GtS().if()
    c.localGet(slot).i32Load().localGet(sector).i32Const(SECTOR_VALID_SHIFT).i32Shl().i32And().if()
    c.count('level2Hits')
    this.#touch(c, line, slot)
    c.localGet(time).f64Const(cycles.level2First).f64Add().localSet(first)
    c.setTime('lineWhole', () => c.localGet(first).f64Const(cycles.level2Rest).f64Add())
    c.setTime('level2Free', () => c.time('lineWhole'))
    c.localGet(first).return()
    c.end().end()

    c.count('level2Misses')
    // The address goes out at an edge of the bus clock
    c.localGet(time).f64Const(hierarchy.level2.tagCycles).f64Add().time('busFree').f64Max()
    c.f64Const(cycles.busClock).f64Div().f64Ceil().f64Const(cycles.busClock).f64Mul()
    c.f64Const(cycles.busFirst).f64Add().localSet(first)
    c.setTime('lineWhole', () => c.localGet(first).f64Const(cycles.busRest).f64Add())
    c.setTime('level2Free', () => c.time('lineWhole'))
    c.setTime('busFree', () => c.time('lineWhole').f64Const(cycles.busTurnaround).f64Add())
    c.localGet(line).time('lineWhole').call(this.#functions.place).localSet(slot)
    c.update(slot, () => c.localGet(sector).i32Const(SECTOR_VALID_SHIFT).i32Shl().i32Or())
    this.#touch(c, line, slot)
    return c.localGet(first)
  }

  write(): ModelCode {
    const c = new ModelCode(2)
    const [line, time] = [0, 1]
    const [slot, sector] = [c.local('i32'), c.local('i32')]
    this.#pushSector(c, line).localSet(sector)
    c.localGet(line).localGet(time).call(this.#functions.place).localSet(slot)
    c.update(slot, () =>
      c
        .localGet(sector)
        .i32Const((1 << SECTOR_VALID_SHIFT) | 1)
        .i32Mul()
        .i32Or(),
    )
    this.#touch(c, line, slot)
    return c.setTime('level2Free', () =>
      c.time('level2Free').localGet(time).f64Max().f64Const(this.#plan.cycles.level2Write).f64Add(),
    )
  }

  /** Also of a line that only the level-1 cache had: then nothing is done. */
  clean(): ModelCode {
    const c = new ModelCode(3)
    const [line, time, keep] = [0, 1, 2]
    const [slot, sector] = [c.local('i32'), c.local('i32')]
    this.#pushSector(c, line).localSet(sector)
    c.localGet(line).call(this.#functions.find).localTee(slot).i32Const(0).i32LtS().if().return().end()
    c.localGet(slot).i32Load().localGet(sector).i32And().if()
    c.i32Const(1)
    this.#writeToMemory(c, time)
    c.end()
    c.localGet(keep).if()
    c.update(slot, () => c.localGet(sector).i32Const(-1).i32Xor().i32And())
    c.else()
    c.update(slot, () => {
      c.localGet(sector)
        .i32Const((1 << SECTOR_VALID_SHIFT) | 1)
        .i32Mul()
      c.i32Const(-1).i32Xor().i32And()
    })
    return c.end()
  }
}

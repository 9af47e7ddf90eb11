/**
 * The level-2 cache and the bus behind it: two ways, a tag for a line of sectors, each valid and modified on its own
 * (MPC750 Technical Summary, 1.1.5). What misses is read from memory into it and into the level-1 cache at once (MPC7400UM, table 1-7).
 */

import { LEVEL2_WAYS, LINE_BYTES } from './hierarchy.ts'
import { LEVEL2_TAG_SHIFT, SECTOR_VALID_SHIFT } from './layout.ts'
import { ModelCode, type ModelPlan } from './model-code.ts'

export interface Level2Functions {
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
  readonly #lineShift: number
  readonly #tagShift: number

  constructor(plan: ModelPlan) {
    this.#plan = plan
    this.#lineShift = Math.log2(LINE_BYTES * plan.sectorsPerLine)
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
    return c.i32Const(1).field(line, Math.log2(LINE_BYTES), this.#plan.sectorsPerLine).i32Shl()
  }
  /** The way that a tag's address is not of is to be replaced next. */
  #touch(c: ModelCode, line: number, slot: number): void {
    const { order } = this.#plan.layout.level2
    this.#pushSet(c, line, 1)
    c.localGet(slot).i32Const(2).i32ShrU().i32Const(1).i32And().i32Eqz().i32Store8(order)
  }
  /** The bus is taken by lines written to memory, whose number is on the stack. */
  #writeToMemory(c: ModelCode, time: number): void {
    const lines = c.local('i64')
    c.i64ExtendI32S().localSet(lines)
    c.addTo('level2Castouts', () => c.localGet(lines))
    c.setTime('busFree', () => {
      c.time('busFree').localGet(time).latest()
      c.localGet(lines).i64Const(BigInt(this.#plan.times.busWrite)).i64Mul().i64Add()
    })
  }

  /** Sets a local to the address of a line's tag, or to 0. */
  #find(c: ModelCode, line: number, slot: number): void {
    const { tags } = this.#plan.layout.level2
    const [base, tag] = [c.local('i32'), c.local('i32')]
    this.#pushSet(c, line, SET_BYTES).i32Const(tags).i32Add().localSet(base)
    c.i32Const(0).localSet(slot)
    for (let way = 0; way < LEVEL2_WAYS; way++) {
      c.localGet(base)
        .i32Load(way * WAY_BYTES)
        .localTee(tag)
      this.#pushKey(c, line).i32Xor().i32Const(~FLAGS).i32And().i32Eqz()
      // A tag without a valid sector is as good as none
      c.localGet(tag).i32Const(FLAGS).i32And().i32Const(0).i32Ne().i32And()
      c.if()
        .localGet(base)
        .i32Const(way * WAY_BYTES)
        .i32Add()
        .localSet(slot)
        .end()
    }
  }

  /** Makes a tag for the line in the way that was not used last; the time is when its modified sectors go to memory. */
  #replace(c: ModelCode, line: number, slot: number, time: number): void {
    const { tags, order } = this.#plan.layout.level2
    this.#pushSet(c, line, SET_BYTES)
    this.#pushSet(c, line, 1).i32Load8U(order).i32Const(Math.log2(WAY_BYTES)).i32Shl().i32Add()
    c.i32Const(tags).i32Add().localTee(slot)
    c.i32Load().i32Const(DIRTY_SECTORS).i32And().if()
    c.localGet(slot).i32Load().i32Const(DIRTY_SECTORS).i32And().i32Popcnt()
    this.#writeToMemory(c, time)
    c.end()
    c.localGet(slot)
    this.#pushKey(c, line).i32Store()
  }

  read(): ModelCode {
    const c = new ModelCode(this.#plan, 2)
    const { times } = this.#plan
    const [line, time] = [0, 1]
    const [slot, sector, first] = [c.local('i32'), c.local('i32'), c.local('i64')]
    this.#pushSector(c, line).localSet(sector)
    c.localGet(time).time('level2Free').latest().localSet(time)
    this.#find(c, line, slot)
    c.localGet(slot).if()
    c.localGet(slot).i32Load().localGet(sector).i32Const(SECTOR_VALID_SHIFT).i32Shl().i32And().if()
    c.count('level2Hits')
    this.#touch(c, line, slot)
    c.localGet(time).addTime(times.level2First).localSet(first)
    c.setTime('lineWhole', () => c.localGet(first).addTime(times.level2Rest))
    c.setTime('level2Free', () => c.time('lineWhole'))
    c.localGet(first).return()
    c.end().end()

    c.count('level2Misses')
    c.localGet(time).addTime(times.level2Tag).time('busFree').latest()
    c.addTime(times.busFirst).localSet(first)
    c.setTime('lineWhole', () => c.localGet(first).addTime(times.busRest))
    c.setTime('level2Free', () => c.time('lineWhole'))
    c.setTime('busFree', () => c.time('lineWhole').addTime(times.busTurnaround))
    c.time('lineWhole').localSet(time)
    c.localGet(slot).i32Eqz().if()
    this.#replace(c, line, slot, time)
    c.end()
    c.update(slot, () => c.localGet(sector).i32Const(SECTOR_VALID_SHIFT).i32Shl().i32Or())
    this.#touch(c, line, slot)
    return c.localGet(first)
  }

  write(): ModelCode {
    const c = new ModelCode(this.#plan, 2)
    const [line, time] = [0, 1]
    const [slot, sector] = [c.local('i32'), c.local('i32')]
    this.#pushSector(c, line).localSet(sector)
    this.#find(c, line, slot)
    c.localGet(slot).i32Eqz().if()
    this.#replace(c, line, slot, time)
    c.end()
    c.update(slot, () =>
      c
        .localGet(sector)
        .i32Const((1 << SECTOR_VALID_SHIFT) | 1)
        .i32Mul()
        .i32Or(),
    )
    this.#touch(c, line, slot)
    return c.setTime('level2Free', () =>
      c.time('level2Free').localGet(time).latest().addTime(this.#plan.times.level2Write),
    )
  }

  /** Also of a line that only the level-1 cache had: then nothing is done. */
  clean(): ModelCode {
    const c = new ModelCode(this.#plan, 3)
    const [line, time, keep] = [0, 1, 2]
    const [slot, sector] = [c.local('i32'), c.local('i32')]
    this.#pushSector(c, line).localSet(sector)
    this.#find(c, line, slot)
    c.localGet(slot).i32Eqz().if().return().end()
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

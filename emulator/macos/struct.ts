/**
 * Views of records in guest memory: fields at the offsets that 68K packing gives them, as the interfaces declare.
 *
 *     const FSSpec = struct('FSSpec', 70, { vRefNum: [0, SInt16], parID: [2, SInt32], name: [6, pascalField(63)] })
 *     const spec = FSSpec.at(memory, address);  spec.parID = 2
 */

import type { GuestMemory } from '../memory/guest-memory.ts'
import { asPtr, hex, type MacType, type Ptr, type ValueOf } from './types.ts'

export type Fields = Readonly<Record<string, readonly [offset: number, type: MacType<never> | MacType<unknown>]>>

export type View<F extends Fields> = { readonly address: Ptr } & { -readonly [K in keyof F]: ValueOf<F[K][1]> }

export interface Struct<F extends Fields> {
  readonly name: string
  readonly size: number
  readonly fields: F
  at(memory: GuestMemory, address: number): View<F>
}

export function struct<const F extends Fields>(name: string, size: number, fields: F): Struct<F> {
  class RecordView {
    readonly memory: GuestMemory
    readonly address: Ptr

    constructor(memory: GuestMemory, address: number) {
      this.memory = memory
      this.address = asPtr(address)
    }
  }
  for (const [field, [offset, type]] of Object.entries(fields) as [string, [number, MacType<unknown>]][]) {
    if (offset + type.size > size) throw new RangeError(`${name}.${field} ends past the record's ${size} bytes`)
    Object.defineProperty(RecordView.prototype, field, {
      enumerable: true,
      get(this: RecordView) {
        return type.load(this.memory, this.address + offset)
      },
      set(this: RecordView, value: unknown) {
        type.store(this.memory, this.address + offset, value)
      },
    })
  }
  return { name, size, fields, at: (memory, address) => new RecordView(memory, address) as unknown as View<F> }
}

/** A parameter that points to a record; `summary` says what of it a trace shows before and after the call. */
export function pointerTo<F extends Fields>(
  type: Struct<F>,
  summary?: { before?: (view: View<F>) => string; after?: (view: View<F>) => string | undefined },
): MacType<View<F>> {
  return {
    name: `${type.name} *`,
    size: 4,
    passing: 'word',
    load: (memory, address) => type.at(memory, memory.getU32(address)),
    store: () => {
      throw new TypeError('a record parameter is not stored')
    },
    fromRegister: (register, memory) => type.at(memory, register),
    toRegister: () => 0,
    show: (view) => (view.address === 0 ? 'nil' : (summary?.before?.(view) ?? `${type.name} at ${hex(view.address)}`)),
    ...(summary?.after && { showResult: summary.after }),
  }
}

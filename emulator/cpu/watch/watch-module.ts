/**
 * The WebAssembly between translated code and the host: what is watched, a bit for each byte of RAM, is in a memory of this module's own. Code
 * calls it for accesses to granules of which something is watched, and the host hears of those that touch a watched byte.
 */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import { Code } from '../wasm/code.ts'
import { type FunctionType, ModuleBuilder } from '../wasm/module.ts'
import { FINEST_SHIFT, type GranuleTable } from './granules.ts'

const i32 = 'i32' as const
const WASM_PAGE = 65536

/** `copy` is a load of what is only stored again: that it was never written does not matter. */
export const ACCESS = { load: 0, store: 1, copy: 2 } as const
export type AccessKind = keyof typeof ACCESS

export const WATCH_PORTS = {
  /** (guest address, bytes, ACCESS, pc): an access is about to be made. */
  showAccess: { parameters: [i32, i32, i32, i32], results: [] },
} satisfies Record<string, FunctionType>
export type WatchPort = keyof typeof WATCH_PORTS
export type WatchPorts = Record<WatchPort, (...values: number[]) => void>

/** For each byte of RAM: reads of it are told of, writes are, and it has not been written. */
export const LAYERS = ['reads', 'writes', 'unwritten'] as const
export type Layer = (typeof LAYERS)[number]

export const layerBytes = (ramBytes: number): number => ramBytes >>> 3
const offsetOf = (layer: Layer, ramBytes: number): number => LAYERS.indexOf(layer) * layerBytes(ramBytes)

export interface WatchModule {
  readonly ports: WatchPorts
  /** By layers. */
  readonly bits: Readonly<Record<Layer, Uint8Array>>
}

/** @param hit (address, bytes, ACCESS, pc): the access touches a watched byte */
export function createWatchModule(
  memory: GuestMemory,
  table: GranuleTable,
  hit: (address: number, byteCount: number, kind: number, pc: number) => void,
): WatchModule {
  const pages = Math.ceil((LAYERS.length * layerBytes(memory.size)) / WASM_PAGE) + 1
  const own = new WebAssembly.Memory({ initial: pages, maximum: pages })
  const clearGranule = granuleClearer(memory, table)
  const module = new ModuleBuilder('watch')
  module.importMemory('watch', 'memory', pages)
  const hitIndex = module.importFunction('watch', 'hit', WATCH_PORTS.showAccess)
  const clearIndex = module.importFunction('watch', 'clearGranule', { parameters: [i32], results: [] })
  const { parameters, results } = WATCH_PORTS.showAccess
  const type = module.type(parameters, results)
  const part = module.declare('part', type)
  module.define(part, partCode(memory.size, table, hitIndex, clearIndex))
  module.define(module.declare('showAccess', type), accessCode(memory.size, part))
  const imports = { watch: { memory: own, hit, clearGranule } }
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module.finish().bytes), imports)
  const ofLayer = (layer: Layer) => new Uint8Array(own.buffer, offsetOf(layer, memory.size), layerBytes(memory.size))
  return {
    ports: instance.exports as unknown as WatchPorts,
    bits: { reads: ofLayer('reads'), writes: ofLayer('writes'), unwritten: ofLayer('unwritten') },
  }
}

/** A module has one memory; the table of granules is in RAM. */
function granuleClearer(memory: GuestMemory, { base }: GranuleTable): WebAssembly.ExportValue {
  const module = new ModuleBuilder('granules')
  module.importMemory('granules', 'memory', memory.size / WASM_PAGE)
  const code = new Code(1).localGet(0).i32Const(0).i32Store8(base)
  module.define(module.declare('clearGranule', module.type([i32], [])), code)
  const imports = { granules: { memory: memory.wasm } }
  return new WebAssembly.Instance(new WebAssembly.Module(module.finish().bytes), imports).exports.clearGranule!
}

const [ADDRESS, BYTES, KIND, PC] = [0, 1, 2, 3]

/** An access outside RAM traps by itself. Longer ones than 8 bytes are those of `lmw` and its like. */
function accessCode(ramBytes: number, part: number): Code {
  const c = new Code(4)
  c.localGet(ADDRESS).i32Const(ramBytes).localGet(BYTES).i32Sub().i32GtU().if().return().end()
  c.loop()
  c.localGet(BYTES).i32Const(9).i32LtU().if()
  c.localGet(ADDRESS).localGet(BYTES).localGet(KIND).localGet(PC).call(part).return().end()
  c.localGet(ADDRESS).i32Const(8).localGet(KIND).localGet(PC).call(part)
  c.localGet(ADDRESS).i32Const(8).i32Add().localSet(ADDRESS)
  c.localGet(BYTES).i32Const(8).i32Sub().localSet(BYTES)
  return c.br(0).end()
}

/** At most 8 bytes. */
function partCode(ramBytes: number, table: GranuleTable, hit: number, clearGranule: number): Code {
  const c = new Code(4)
  const [at, shift, mask, bits] = [c.local(i32), c.local(i32), c.local(i32), c.local(i32)]
  const tellHost = () => c.localGet(ADDRESS).localGet(BYTES).localGet(KIND).localGet(PC).call(hit)
  const pushBits = (layer: Layer) =>
    c.localGet(at).i32Load16U(offsetOf(layer, ramBytes)).localGet(shift).i32ShrU().localGet(mask).i32And()
  c.localGet(ADDRESS).i32Const(3).i32ShrU().localSet(at)
  c.localGet(ADDRESS).i32Const(7).i32And().localSet(shift)
  c.i32Const(1).localGet(BYTES).i32Shl().i32Const(1).i32Sub().localSet(mask)
  c.localGet(KIND).i32Const(ACCESS.store).i32Eq().if()
  pushBits('writes').if()
  tellHost()
  c.end()
  pushBits('unwritten').localTee(bits).if()
  c.localGet(at).localGet(at).i32Load16U(offsetOf('unwritten', ramBytes))
  c.localGet(bits).localGet(shift).i32Shl().i32Xor().i32Store16(offsetOf('unwritten', ramBytes))
  if (table.shift === FINEST_SHIFT) {
    clearIfQuiet(c, ramBytes, clearGranule, () => c.localGet(ADDRESS))
    clearIfQuiet(c, ramBytes, clearGranule, () => c.localGet(ADDRESS).localGet(BYTES).i32Add().i32Const(1).i32Sub())
  }
  c.end().return().end()
  pushBits('reads').if()
  tellHost()
  c.return().end()
  // What is written in part is likely read by the word, as string functions do
  c.localGet(KIND).i32Const(ACCESS.load).i32Eq()
  pushBits('unwritten').localGet(mask).i32Eq().i32And().if()
  tellHost()
  return c.end()
}

/** A granule of which nothing is watched any more costs nothing any more. */
function clearIfQuiet(c: Code, ramBytes: number, clearGranule: number, pushAddress: () => unknown): void {
  const granule = c.local(i32)
  pushAddress()
  c.i32Const(FINEST_SHIFT).i32ShrU().localSet(granule)
  LAYERS.forEach((layer, k) => {
    c.localGet(granule).i32Const(1).i32Shl().i32Load16U(offsetOf(layer, ramBytes))
    if (k > 0) c.i32Or()
  })
  c.i32Eqz().if().localGet(granule).call(clearGranule).end()
}

/**
 * How translated modules reach each other and the host: one module has the table of guest functions and imports the host's
 * JavaScript; all others import that module's functions. An engine may keep a copy of an imported table for each instance (V8 does, up
 * to version 12) and compiles a wrapper for each JavaScript function that a module imports: with thousands of modules these would be
 * most of the memory and of the time.
 */

import { JUMP_CACHE_ENTRIES } from './state.ts'
import { GUEST_FUNCTION, IMPORT_MODULE, IMPORTS, type ImportName, JUMPS } from './translate/imports.ts'
import { Code } from './wasm/code.ts'
import { type FunctionType, ModuleBuilder } from './wasm/module.ts'

/** (pc, depth) to the pc where control goes. */
export type GuestFunction = (pc: number, depth: number) => number

/** What the host does for translated code, in JavaScript. */
const HOST_FUNCTIONS = ['service', 'host', 'trap', 'deadline', 'resolve'] as const
export type HostFunctions = Readonly<Record<(typeof HOST_FUNCTIONS)[number], WebAssembly.ImportValue>>
/** What is WebAssembly already. */
export type ModuleFunctions = Readonly<
  Record<Exclude<ImportName, keyof HostFunctions | 'call'>, WebAssembly.ImportValue>
>

export interface LinkageOptions {
  readonly memory: WebAssembly.Memory
  readonly tailCalls: boolean
  readonly host: HostFunctions
  readonly modules: ModuleFunctions
  /** The table index of the function at pc, translated now; -1 where there is no code. */
  translate(pc: number): number
  /** Calls the service whose stub is at pc; returns where control goes. */
  callService(pc: number): number
}

interface LinkageExports extends Record<keyof HostFunctions | 'call', WebAssembly.ExportValue> {
  readonly lazy: GuestFunction
  readonly serviceStub: GuestFunction
}

const FIRST_TABLE_SIZE = 256

export class Linkage {
  readonly #table = new WebAssembly.Table({ element: 'anyfunc', initial: FIRST_TABLE_SIZE })
  /** What computed jumps went to last: small, since modules that have such jumps import it. */
  readonly #jumps = new WebAssembly.Table({ element: 'anyfunc', initial: JUMP_CACHE_ENTRIES })
  readonly #imports: WebAssembly.Imports
  readonly #exports: LinkageExports

  constructor(options: LinkageOptions) {
    this.#exports = linkageModule(options, this.#table)
    this.#imports = {
      [IMPORT_MODULE]: { ...this.#exports, ...options.modules, memory: options.memory, [JUMPS]: this.#jumps },
    }
    for (let slot = 0; slot < FIRST_TABLE_SIZE; slot++) this.clear(slot)
  }

  /** What modules import from now on in place of what they did. */
  provide(functions: Partial<ModuleFunctions>): void {
    Object.assign(this.#imports[IMPORT_MODULE]!, functions)
  }

  /** Every service stub is this one function. */
  get serviceStub(): GuestFunction {
    return this.#exports.serviceStub
  }

  /** A translated module's functions by their names. */
  instantiate(bytes: Uint8Array<ArrayBuffer>): Readonly<Record<string, GuestFunction>> {
    const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), this.#imports)
    return instance.exports as Record<string, GuestFunction>
  }

  put(slot: number, translated: GuestFunction): void {
    if (slot >= this.#table.length) this.#table.grow(Math.max(this.#table.length, slot), this.#exports.lazy)
    this.#table.set(slot, translated)
  }

  /** An address without code has no function: it is returned, for the dispatcher to fault. */
  putJump(index: number, translated: GuestFunction | undefined): void {
    this.#jumps.set(index, translated ?? this.#exports.lazy)
  }

  /** What is called by way of this slot is translated first. */
  clear(slot: number): void {
    this.put(slot, this.#exports.lazy)
  }
}

/**
 * Exports what translated modules import, and
 * - `lazy`, which untranslated slots hold: it translates, then goes there. An address without code is returned, for the dispatcher to fault;
 * - `serviceStub`, which calls the service that the word at pc asks for.
 */
function linkageModule(options: LinkageOptions, functions: WebAssembly.Table): LinkageExports {
  const module = new ModuleBuilder('linkage')
  module.importTable('host', 'functions')
  const byPc = { parameters: ['i32'], results: ['i32'] } as const
  const hostIndices = HOST_FUNCTIONS.map((name) => module.importFunction('host', name, IMPORTS[name]))
  const translate = module.importFunction('host', 'translate', byPc)
  const callService = module.importFunction('host', 'callService', byPc)

  const guestFunction = module.type(GUEST_FUNCTION.parameters, GUEST_FUNCTION.results)
  const define = (name: string, { parameters, results }: FunctionType, emit: (code: Code) => void) => {
    const code = new Code(parameters.length)
    emit(code)
    module.define(module.declare(name, module.type(parameters, results)), code)
  }
  const callSlot = (code: Code) => {
    if (options.tailCalls) code.returnCallIndirect(guestFunction)
    else code.callIndirect(guestFunction)
  }
  HOST_FUNCTIONS.forEach((name, k) => {
    define(name, IMPORTS[name], (code) => {
      for (let operand = 0; operand < IMPORTS[name].parameters.length; operand++) code.localGet(operand)
      code.call(hostIndices[k]!)
    })
  })
  define('call', IMPORTS.call, (code) => callSlot(code.localGet(0).localGet(1).localGet(2)))
  define('lazy', GUEST_FUNCTION, (code) => {
    const slot = code.local('i32')
    code.localGet(0).call(translate).localTee(slot).i32Const(0).i32LtS().if().localGet(0).return().end()
    callSlot(code.localGet(0).localGet(1).localGet(slot))
  })
  define('serviceStub', GUEST_FUNCTION, (code) => code.localGet(0).call(callService))

  const imports = {
    ...options.host,
    functions,
    translate: (pc: number) => options.translate(pc >>> 0),
    callService: (pc: number) => options.callService(pc >>> 0),
  }
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module.finish().bytes), { host: imports })
  return instance.exports as unknown as LinkageExports
}

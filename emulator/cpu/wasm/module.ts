/** A WebAssembly binary module: types, imports, functions, global variables, exports, code and names. Knows nothing of what it is for. */

import { ByteWriter } from './byte-writer.ts'
import { type BranchHint, type FunctionBody, VALUE_TYPE_CODE, type ValueType } from './function-body.ts'

export interface FunctionType {
  readonly parameters: readonly ValueType[]
  readonly results: readonly ValueType[]
}

const SECTION = { custom: 0, type: 1, import: 2, function: 3, global: 6, export: 7, code: 10 } as const
const EXTERNAL = { function: 0, table: 1, memory: 2 } as const
const FUNCREF = 0x70
const MUTABLE = 1
const [I32_CONST, I64_CONST, END] = [0x41, 0x42, 0x0b]

export class ModuleBuilder {
  readonly name: string
  readonly #types: FunctionType[] = []
  readonly #imports: ((out: ByteWriter) => void)[] = []
  readonly #functions: { name: string; typeIndex: number; code: FunctionBody | undefined }[] = []
  readonly #globals: ValueType[] = []
  #importedFunctionCount = 0

  constructor(name: string) {
    this.name = name
  }

  type(parameters: readonly ValueType[], results: readonly ValueType[]): number {
    const known = this.#types.findIndex((type) => same(type.parameters, parameters) && same(type.results, results))
    return known >= 0 ? known : this.#types.push({ parameters, results }) - 1
  }

  importMemory(module: string, name: string, pages: number): void {
    this.#import(module, name, (out) => {
      out.u8(EXTERNAL.memory)
      out.u8(1)
      out.u32(pages)
      out.u32(pages)
    })
  }

  importTable(module: string, name: string): void {
    this.#import(module, name, (out) => {
      out.u8(EXTERNAL.table)
      out.u8(FUNCREF)
      out.u8(0)
      out.u32(0)
    })
  }

  /** Imports come before functions: their indices are the first. */
  importFunction(module: string, name: string, type: FunctionType): number {
    if (this.#functions.length > 0) throw new Error('imports come before functions')
    const typeIndex = this.type(type.parameters, type.results)
    this.#import(module, name, (out) => {
      out.u8(EXTERNAL.function)
      out.u32(typeIndex)
    })
    return this.#importedFunctionCount++
  }

  #import(module: string, name: string, description: (out: ByteWriter) => void): void {
    this.#imports.push((out) => {
      out.name(module)
      out.name(name)
      description(out)
    })
  }

  /** A variable that begins as zero; not exported. */
  global(type: 'i32' | 'i64'): number {
    return this.#globals.push(type) - 1
  }

  /** Declares a function, exported under its name; its code may come later, so that functions can call each other. */
  declare(name: string, typeIndex: number): number {
    return this.#importedFunctionCount + this.#functions.push({ name, typeIndex, code: undefined }) - 1
  }

  define(functionIndex: number, code: FunctionBody): void {
    this.#functions[functionIndex - this.#importedFunctionCount]!.code = code
  }

  /** The module, and for each function where in it its first instruction lies. */
  finish(): { bytes: Uint8Array<ArrayBuffer>; codeStarts: Map<number, number> } {
    const out = new ByteWriter(8192)
    for (const byte of [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]) out.u8(byte)
    section(out, SECTION.type, (body) => {
      body.u32(this.#types.length)
      for (const { parameters, results } of this.#types) {
        body.u8(0x60)
        for (const list of [parameters, results]) {
          body.u32(list.length)
          for (const type of list) body.u8(VALUE_TYPE_CODE[type])
        }
      }
    })
    section(out, SECTION.import, (body) => {
      body.u32(this.#imports.length)
      for (const write of this.#imports) write(body)
    })
    section(out, SECTION.function, (body) => {
      body.u32(this.#functions.length)
      for (const { typeIndex } of this.#functions) body.u32(typeIndex)
    })
    if (this.#globals.length > 0) section(out, SECTION.global, (body) => this.#writeGlobals(body))
    section(out, SECTION.export, (body) => {
      body.u32(this.#functions.length)
      this.#functions.forEach(({ name }, index) => {
        body.name(name)
        body.u8(EXTERNAL.function)
        body.u32(this.#importedFunctionCount + index)
      })
    })
    const bodies = this.#functions.map(({ name, code }) => {
      if (code === undefined) throw new Error(`function ${name} was declared and not defined`)
      return code.finish()
    })
    this.#writeHints(
      out,
      bodies.map(({ hints }) => hints),
    )
    const codeStarts = this.#writeCode(out, bodies)
    this.#writeNames(out)
    const bytes = out.finish()
    out.release()
    return { bytes, codeStarts }
  }

  #writeGlobals(body: ByteWriter): void {
    body.u32(this.#globals.length)
    for (const type of this.#globals) {
      body.u8(VALUE_TYPE_CODE[type])
      body.u8(MUTABLE)
      for (const byte of [type === 'i32' ? I32_CONST : I64_CONST, 0, END]) body.u8(byte)
    }
  }

  /** The branch hinting proposal's section; engines without it skip it. */
  #writeHints(out: ByteWriter, hints: readonly (readonly BranchHint[])[]): void {
    const hinted = hints.filter((list) => list.length > 0).length
    if (hinted === 0) return
    section(out, SECTION.custom, (body) => {
      body.name('metadata.code.branch_hint')
      body.u32(hinted)
      hints.forEach((list, index) => {
        if (list.length === 0) return
        body.u32(this.#importedFunctionCount + index)
        body.u32(list.length)
        for (const { offset, isLikely } of list) {
          body.u32(offset)
          body.u32(1)
          body.u8(isLikely ? 1 : 0)
        }
      })
    })
  }

  #writeCode(out: ByteWriter, bodies: readonly { body: ByteWriter; codeStart: number }[]): Map<number, number> {
    const starts = new Map<number, number>()
    const section = new ByteWriter(8192)
    section.u32(bodies.length)
    bodies.forEach(({ body, codeStart }, index) => {
      section.u32(body.length)
      starts.set(this.#importedFunctionCount + index, section.length + codeStart)
      section.bytes(body.view())
      body.release()
    })
    out.u8(SECTION.code)
    out.u32(section.length)
    const base = out.length
    out.bytes(section.view())
    section.release()
    for (const [index, start] of starts) starts.set(index, base + start)
    return starts
  }

  /** The module's name shows in the engine's stack traces, which is how a trap is traced back to its module. */
  #writeNames(out: ByteWriter): void {
    section(out, SECTION.custom, (body) => {
      body.name('name')
      section(body, 0, (names) => names.name(this.name))
      section(body, 1, (names) => {
        names.u32(this.#functions.length)
        this.#functions.forEach(({ name }, index) => {
          names.u32(this.#importedFunctionCount + index)
          names.name(name)
        })
      })
    })
  }
}

function same(a: readonly ValueType[], b: readonly ValueType[]): boolean {
  return a.length === b.length && a.every((type, k) => type === b[k])
}

function section(out: ByteWriter, id: number, write: (body: ByteWriter) => void): void {
  const body = new ByteWriter()
  write(body)
  out.u8(id)
  out.u32(body.length)
  out.bytes(body.view())
  body.release()
}

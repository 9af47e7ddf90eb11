/**
 * The language in which system services are declared.
 *
 *     NewPtr: toolbox({ byteCount: Size }, PtrType, (mac, { byteCount }) => mac.memory…)
 *
 * From the declaration follow where each argument travels, its conversion, the result's register, the result code that a
 * `MacError` becomes, the global (MemErr, ResErr) that gets it, the trace and the documentation.
 */

import type { GuestMemory } from '../memory/guest-memory.ts'
import { HfsError } from '../volume/hfs-error.ts'
import { errorCode, MacError, nameOfError } from './errors.ts'
import type { Mac } from './mac.ts'
import { type MacType, OSErrType, type ValueOf } from './types.ts'

/** Parameter types in order; the names are Inside Macintosh's. */
// biome-ignore lint/suspicious/noExplicitAny: each row has a type of its own
export type Parameters = Readonly<Record<string, MacType<any>>>
export type Arguments<P extends Parameters> = { readonly [K in keyof P]: ValueOf<P[K]> }

export interface ServiceNotes {
  /** What the service lacks; absent when it does all that is documented. */
  readonly partial?: string
  /** The result of a function that fails; 0 unless said here. */
  readonly failureResult?: number
}

export interface Service extends ServiceNotes {
  readonly parameters: Parameters
  /** Absent for a procedure. */
  // biome-ignore lint/suspicious/noExplicitAny: each row has a type of its own
  readonly result: MacType<any> | undefined
  // biome-ignore lint/suspicious/noExplicitAny: each row has a type of its own
  readonly body: (mac: Mac, args: any) => any
}

/**
 * Declares a function. A body of an `OSErr` function may return nothing, which is `noErr`, or throw `MacError`.
 */
export function toolbox<P extends Parameters, T>(
  parameters: P,
  result: MacType<T>,
  // biome-ignore lint/suspicious/noConfusingVoidType: `noErr` may be left unsaid
  body: (mac: Mac, args: Arguments<P>) => T | void,
  notes: ServiceNotes = {},
): Service {
  return { parameters, result, body, ...notes }
}

/** Declares a procedure, which has no result. */
export function procedure<P extends Parameters>(
  parameters: P,
  body: (mac: Mac, args: Arguments<P>) => void,
  notes: ServiceNotes = {},
): Service {
  return { parameters, result: undefined, body, ...notes }
}

/** A variable that a library exports: it lies in guest memory before any program is loaded. */
export interface DataExport {
  readonly byteCount: number
  /** What is in it at first; zeros unless given. */
  readonly initialize?: (memory: GuestMemory, address: number) => void
}

export interface ServiceGroup {
  readonly manager: string
  readonly library: string
  /** The book and chapter that describes these calls, or their header. */
  readonly book: string
  /** Stores a call's result code in the manager's global. */
  readonly setError?: (mac: Mac, code: number) => void
  readonly services: Readonly<Record<string, Service>>
  readonly data?: Readonly<Record<string, DataExport>>
}

/** A service as the machine calls it. */
export interface BoundService {
  readonly name: string
  readonly group: ServiceGroup
  readonly service: Service
  call(mac: Mac): void
}

/** A call as it was made: shown only when asked for, since most calls are never looked at. */
export interface ServiceCall {
  readonly name: string
  readonly manager: string
  readonly cycle: number
  /** Where the call returns to. */
  readonly returnAddress: number
  readonly parameters: Parameters
  readonly args: Readonly<Record<string, unknown>>
  /** Absent while the call is under way, or when the program ended in it. */
  result?: string
  errorCode?: number
}

/** Stack slots of parameters begin 24 bytes above the caller's stack pointer (PowerPC System Software, chapter 1). */
const PARAMETER_AREA = 24

type Fetch = (mac: Mac) => unknown

/**
 * The plan for fetching arguments. Every parameter takes its words of the parameter area in order, the first eight of which
 * travel in r3 to r10; floating-point ones travel in f1 to f13 while their words stay reserved (PowerPC System Software, chapter 1).
 */
function planArguments(parameters: Parameters): [name: string, fetch: Fetch][] {
  let word = 0
  let float = 0
  return Object.entries(parameters).map(([name, type]): [string, Fetch] => {
    const at = word
    word += type.passing === 'double' ? 2 : 1
    if (type.passing !== 'word') {
      const register = ++float
      return [name, (mac) => type.fromRegister(mac.cpu.state.fpr(register), mac.memory)]
    }
    if (at < 8) return [name, (mac) => type.fromRegister(mac.cpu.state.gpr(3 + at), mac.memory)]
    return [
      name,
      (mac) => type.fromRegister(mac.memory.getU32(mac.cpu.state.gpr(1) + PARAMETER_AREA + at * 4), mac.memory),
    ]
  })
}

export function bindService(name: string, group: ServiceGroup): BoundService {
  const service = group.services[name]!
  const plan = planArguments(service.parameters)
  const { result: resultType } = service
  const isOSErr = resultType?.name === OSErrType.name

  function call(mac: Mac): void {
    const args: Record<string, unknown> = {}
    for (const [parameter, fetch] of plan) args[parameter] = fetch(mac)
    const record: ServiceCall = {
      name,
      manager: group.manager,
      cycle: mac.cpu.cycles,
      returnAddress: mac.cpu.state.lr,
      parameters: service.parameters,
      args,
    }
    mac.calls.begin(record)
    let value: unknown
    let code = errorCode.noErr
    try {
      value = service.body(mac, args)
      if (isOSErr) code = (value as number | undefined) ?? errorCode.noErr
    } catch (error) {
      if (!(error instanceof MacError) && !(error instanceof HfsError)) throw error
      code = error.code
    }
    group.setError?.(mac, code)
    record.errorCode = code
    if (isOSErr) value = code
    if (resultType === undefined) {
      record.result = code === errorCode.noErr ? '' : nameOfError(code)
    } else {
      value ??= service.failureResult ?? 0
      if (resultType.passing === 'word') mac.cpu.state.setGpr(3, resultType.toRegister(value))
      else if (resultType.toPattern) mac.cpu.state.setFprBits(1, resultType.toPattern(value))
      else mac.cpu.state.setFpr(1, resultType.toRegister(value))
      record.result =
        isOSErr || code === errorCode.noErr ? resultType.show(value) : `${resultType.show(value)}, ${nameOfError(code)}`
    }
    mac.calls.end(record)
  }

  return Object.freeze({ name, group, service, call })
}

/** `HOpenDF(0, 0, "prompt.txt", fsRdWrPerm) -> noErr, refNum 2`. */
export function formatCall(call: ServiceCall): string {
  const shown: string[] = []
  const results: string[] = []
  for (const [name, type] of Object.entries(call.parameters)) {
    const value = call.args[name]
    const after = type.showResult?.(value)
    if (after !== undefined) results.push(`${name} ${after}`)
    shown.push(type.show(value))
  }
  const outcome =
    call.result === undefined ? ['(did not return)'] : [call.result || (results.length > 0 ? '' : 'done'), ...results]
  return `${call.name}(${shown.join(', ')}) -> ${outcome.filter((part) => part !== '').join(', ')}`
}

/** The checks of one run: what they ask of the processor, and who hears of what. */

import type { Cpu, CpuOptions, MemoryAccess, MemoryWatch, NotFinite } from '../../cpu/index.ts'
import type { ServiceCall } from '../../macos/service.ts'
import type { System } from '../../macos/system.ts'
import { hex } from '../../macos/types.ts'
import { stackTrace } from '../report/stack.ts'
import { FindingEnd } from './finding.ts'
import { HeapCheck } from './heap-check.ts'
import type { PastCall } from './heap-history.ts'
import { foundNotFinite } from './nan-check.ts'
import { StackCheck } from './stack-check.ts'
import type { CheckName } from './table.ts'

/** Low-memory globals begin here; below are the 68K processor's exception vectors, of no use to a PowerPC program. */
const NULL_END = 0x100

/** Services that do nothing to memory but what the program tells them: what they read and write is as if it did so itself. */
const MOVERS = new Set(['BlockMove', 'BlockMoveData', 'BlockZero', 'FSRead', 'FSWrite'])

export class Checks {
  private readonly names: ReadonlySet<CheckName>
  private system: System | undefined
  private watch: MemoryWatch | undefined
  private heap: HeapCheck | undefined
  private stack: StackCheck | undefined
  /** Calls of services in progress. */
  private readonly calls: ServiceCall[] = []

  constructor(names: readonly CheckName[]) {
    this.names = new Set(names)
  }

  /** What the processor is to be made with. */
  get cpuOptions(): CpuOptions {
    const has = (...names: CheckName[]) => names.some((name) => this.names.has(name))
    return {
      ...(has('null') && { watch: { below: NULL_END } }),
      ...(has('heap', 'uninit') && { watch: true }),
      ...(has('nan') && {
        onNotFinite: (event: NotFinite) => {
          if (this.system !== undefined) foundNotFinite(this.system, event)
        },
      }),
    }
  }

  get watchesCalls(): boolean {
    return this.names.has('stack')
  }
  called(entry: number, returnPc: number, stackPointer: number): void {
    this.stack?.called(entry, returnPc, stackPointer)
  }
  returned(target: number, stackPointer: number): void {
    this.stack?.returned(target, stackPointer)
  }

  /** @param explains whether those who called are to be remembered: the run is gone through for what it found before */
  attach(system: System, { watch }: Cpu, explains: boolean): void {
    this.system = system
    const { mac } = system
    this.watch = watch
    if (this.watchesCalls) this.stack = new StackCheck(system)
    if (watch === undefined) return
    if (this.names.has('null')) watch.mark(0, NULL_END, { reads: true, writes: true, unwritten: false })
    const [findsOutside, findsUnwritten] = [this.names.has('heap'), this.names.has('uninit')]
    const describe = (call: ServiceCall | undefined): PastCall => ({
      name: call?.name ?? 'the system',
      cycle: mac.cpu.cycles,
      ...(explains && call !== undefined && { stack: stackTrace(system, call.returnAddress) }),
    })
    if (findsOutside || findsUnwritten)
      this.heap = new HeapCheck(system, watch, { findsOutside, findsUnwritten, describe })
    watch.onMarked = (access) => this.onAccess(access)
    mac.calls.onBegin = (call) => {
      this.calls.push(call)
      this.heap?.onCall(call)
    }
    mac.memory.observer = (address, byteCount, isWrite) => {
      if (isWrite && findsUnwritten) watch.noteWrite(address, byteCount)
      const call = this.calls.at(-1)
      if (call !== undefined && MOVERS.has(call.name)) this.onMove(call, address, byteCount, isWrite)
    }
  }

  /** The program is about to start; its stack is below this address. */
  begin(stackLimit: number, stackPointer: number): void {
    if (this.names.has('uninit'))
      this.watch?.mark(stackLimit, stackPointer - stackLimit, {
        reads: false,
        writes: false,
        unwritten: true,
      })
  }

  /** The program does nothing any more. */
  end(): void {
    if (this.system) this.system.mac.memory.observer = undefined
  }

  /** A service that the program called is done. */
  serviceDone(): void {
    this.calls.pop()
    if (this.calls.length === 0) this.heap?.scramble()
  }

  private onAccess(access: MemoryAccess): void {
    const { address, byteCount, isWrite } = access
    if (address < NULL_END && this.names.has('null')) {
      const verb = isWrite ? 'writes' : 'reads'
      const message = `the program ${verb} ${byteCount} byte${byteCount === 1 ? '' : 's'} at ${hex(address)}, by a pointer that is nil or nearly so`
      throw new FindingEnd({ check: 'null', message, address, evidence: [], pc: access.pc })
    }
    this.heap?.onAccess(access)
  }

  private onMove({ name }: ServiceCall, address: number, byteCount: number, isWrite: boolean): void {
    const layer = isWrite ? 'writes' : 'reads'
    const first = this.watch?.firstMarked(layer, address, byteCount)
    if (first === undefined) return
    const access = {
      pc: this.system!.mac.cpu.state.pc,
      address: first,
      byteCount: address + byteCount - first,
      isWrite,
    }
    if (first < NULL_END && this.names.has('null')) this.onAccess(access)
    else this.heap?.onMove(access, `${name}, asked for ${byteCount} bytes at ${hex(address)},`)
  }
}

/** The PowerPC 750. */

export { type Cpu, type CpuOptions, type CpuSnapshot, createCpu } from './cpu.ts'
export { disassemble } from './disassemble.ts'
export { CpuFault, type FaultDetails, type FaultKind } from './fault.ts'
export type { CpuHost } from './host.ts'
export { Instruction } from './instructions/instruction.ts'
export { addSlotsRead, addSlotsWritten, type InstructionRow, type Operand } from './instructions/row.ts'
export { decode, instructionTable } from './instructions/table.ts'
export type { CallListener } from './profile/profiler.ts'
export { CpuState, FUEL_PER_CYCLE, SLOT, SLOT_COUNT, STATE_BYTES } from './state.ts'
export { systemTablesBytes } from './timing/caches/layout.ts'
export type { FloatListener, NotFinite } from './watch/float-listener.ts'
export {
  type AccessListener,
  type Marks,
  type MemoryAccess,
  MemoryWatch,
  NO_MARKS,
  type WatchedFor,
} from './watch/memory-watch.ts'

/** Bondi's emulator: a machine that runs PowerPC Mac OS applications. Runs in Node and in browsers. */

export { type CpuOptions, disassemble } from './cpu/index.ts'
export { BondiError } from './errors.ts'
export { BdfError, type BdfFont, type BdfGlyph, parseBdf } from './formats/bdf.ts'
export type { MacFile } from './formats/mac-file.ts'
export { decodeMacRoman, encodeMacRoman } from './formats/mac-roman.ts'
export { type Clock, DEFAULT_START_DATE, macSeconds } from './machine/clock.ts'
export type {
  ExecutionProfile,
  ProfiledBlock,
  ProfiledCall,
  ProfiledFunction,
  ProfiledInstruction,
  Stall,
  Stalls,
} from './machine/execution-profile.ts'
export type { LaunchedApplication, LaunchOptions, MissingService } from './machine/launch.ts'
export {
  createMachine,
  type Machine,
  type MachineObservers,
  type MachineOptions,
  type RunBudgets,
  type RunResult,
} from './machine/machine.ts'
export { type MemoryMap, memoryMap } from './machine/memory-map.ts'
export type { Budget, Outcome, OutcomeKind } from './machine/outcome.ts'
export { iMacG3RevB, type MachineProfile } from './machine/profile.ts'
export { type CodeLocation, type CrashReport, formatLocation, formatReport } from './machine/report/index.ts'
export { meaningOfError, nameOfError } from './macos/errors.ts'
export type { FileWrite } from './macos/file-manager/file-manager.ts'
export type { Face } from './macos/font-manager/families.ts'
export { type FontSource, fontSource, macRomanCodes } from './macos/font-manager/packaged-strikes.ts'
export { managerOf } from './macos/known-services.ts'
export { serviceGroups } from './macos/registry.ts'
export { formatCall, type Service, type ServiceCall, type ServiceGroup } from './macos/service.ts'
export { GuestMemory } from './memory/guest-memory.ts'
export * from './volume/index.ts'

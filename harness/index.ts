/**
 * Bondi as a library.
 *
 * ```ts
 * import { loadJob, verify } from 'bondi'
 *
 * const result = await verify({ ...(await loadJob({ prompt: 'The green goblin' })), onEvent: console.log })
 * console.log(result.verdict, result.figures.story)
 * ```
 *
 * The machine itself, without Node, is `bondi/emulator`; compiler, linker and converters are `bondi/toolchain`.
 */

export { BondiError } from '../emulator/errors.ts'
export type { MacFile } from '../emulator/formats/mac-file.ts'
export type { ExecutionProfile } from '../emulator/machine/execution-profile.ts'
export type { CrashReport } from '../emulator/machine/report/index.ts'
export type { Picture } from '../emulator/machine/screenshot.ts'
export type { UserAction, UserStep } from '../emulator/macos/event-manager/user-script.ts'
export { type BuildFileOptions, type BuildOptions, buildFile, buildSources } from './build-application.ts'
export { classify, type DifferenceClass, differenceClasses } from './compare/classify.ts'
export { ulpDistance } from './compare/float-bits.ts'
export { locateWeights, type WeightsFound } from './compare/locate-weights.ts'
export {
  asMacText,
  compareTexts,
  fromMacText,
  type OutputFigures,
  readOutput,
  type TextComparison,
  type TextDifference,
} from './compare/text.ts'
export { compareTraces, type ElementDifference, type TraceComparison, type TraceDifference } from './compare/trace.ts'
export { parseTrace, type Trace, type TraceRecord, type TraceShape } from './compare/trace-format.ts'
export { type Conversion, type ConvertibleKind, convertFile } from './convert.ts'
export {
  checkDisk,
  type DiskCheck,
  type DiskContents,
  type ExportForm,
  exportFile,
  getFromDisk,
  listDisk,
  mountDisk,
  type NewDiskOptions,
  newDisk,
  putOnDisk,
  saveDisk,
} from './disk.ts'
export {
  comparePictures,
  type PictureComparison,
  type PictureTolerance,
  readPicture,
} from './drive/compare-pictures.ts'
export { encodePng } from './drive/screen-image.ts'
export { describeFailure, type Failure } from './error-exit.ts'
export { type ExitCode, type ExitCodeName, exitCode, exitCodes } from './exit-codes.ts'
export { findApplication, readApplication } from './files/applications.ts'
export { dataFile, readFileArgument, readMacFileAt, textFile } from './files/mac-files.ts'
export { hasRelaxedSimd, prepareHostEngine } from './host-engine.ts'
export { type Inspection, inspectFile, type Section } from './inspect/inspect.ts'
export { describeCrash } from './machine/crash-text.ts'
export {
  type Budgets,
  type RunEvent,
  type RunRecord,
  type RunRequest,
  runProgram,
} from './machine/run.ts'
export { buildVolume } from './machine/volume.ts'
export { answer as describeProfileInOneLine, layProfile } from './profile/layout.ts'
export { type SpeedscopeFile, speedscopeFile } from './profile/speedscope.ts'
export type { Work, WorkOption } from './profile/work.ts'
export { type ProfileOptions, type ProfileResult, profileApplication } from './profile-application.ts'
export { type ReferenceResult, runReference } from './reference/wasi-run.ts'
export { type Bundle, type Manifest, readBundle } from './replay/bundle.ts'
export type { Comparison, Divergence } from './replay/divergence.ts'
export type { RunFacts } from './replay/facts.ts'
export { type FailedRun, leaveBundle, packBundle } from './replay/leave-bundle.ts'
export { type ReplayOptions, type ReplayResult, replayBundle } from './replay/replay.ts'
export { type RunOptions, type RunResult, runApplication } from './run-application.ts'
export { findSmallestPartition, type SmallestPartition, type Trial } from './smallest-partition.ts'
export { type Attachment, attachBytes, attachmentBytes, attachText } from './suite/attachment.ts'
export { defineCase } from './suite/define-case.ts'
export type { CaseDefinition, CaseInput } from './suite/definition.ts'
export {
  type CaseFailure,
  type CaseResult,
  type CaseStatus,
  caseStatuses,
  countStatuses,
  type FailureKind,
  type FirstDifference,
  failureKinds,
  type Shard,
  SUITE_RESULT_FORMAT,
  type SuiteResult,
} from './suite/result.ts'
export { type LanguageModel, parseSettings, prepareLanguageModel, type Settings } from './verify/inputs.ts'
export { type JobPaths, loadJob } from './verify/options.ts'
export type { Job, VerifyEvent, VerifyStep } from './verify/pair.ts'
export { type VerifyReport, verifyReport } from './verify/report.ts'
export { type Verdict, type VerifyOptions, type VerifyResult, verify } from './verify/verify.ts'
export { bondiVersion } from './version.ts'

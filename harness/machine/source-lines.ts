/** Puts source lines into a report: the machine knows addresses, the line map what they came from. */
import type { CodeLocation, CrashReport } from '../../emulator/machine/report/index.ts'
import type { LineMap } from '../../toolchain/link/line-map.ts'

/** Of an instruction. */
const INSTRUCTION_BYTES = 4

type Source = NonNullable<CodeLocation['source']>

/** What the code at this offset in the code section came from. */
export function sourceAt({ functions, files }: LineMap, offset: number): Source | undefined {
  const found = functions.find((one) => one.offset <= offset && offset < one.offset + one.length)
  const [, file = 0, line = 0] = found?.lines.findLast(([start]) => start <= offset) ?? []
  return line === 0 ? undefined : { file: files[file]!, line }
}

/** `fragment`: the name of the application's. */
export function withSourceLines(report: CrashReport, fragment: string, map: LineMap | undefined): CrashReport {
  if (map === undefined) return report
  const at = (location: CodeLocation, back = 0): CodeLocation => {
    if (location.fragment !== fragment || location.function === undefined) return location
    const source = sourceAt(map, location.sectionOffset! - back)
    return source === undefined ? location : { ...location, source }
  }
  // A frame's address is where its call returns to, which may be the next line
  const caller = (location: CodeLocation) => at(location, INSTRUCTION_BYTES)
  const { finding } = report.outcome
  return {
    ...report,
    outcome: {
      ...report.outcome,
      ...(finding && {
        finding: {
          ...finding,
          evidence: finding.evidence.map((one) => ({ ...one, ...(one.stack && { stack: one.stack.map(caller) }) })),
        },
      }),
    },
    location: at(report.location),
    stack: report.stack.map((frame, index) => (index === 0 ? at(frame) : caller(frame))),
    calls: report.calls.map((call) => ({ ...call, from: caller(call.from) })),
  }
}

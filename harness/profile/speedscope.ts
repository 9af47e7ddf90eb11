/**
 * A profile as a flame graph that speedscope (https://www.speedscope.app) opens: its "sampled" kind, a stack and a weight for each way in which
 * a function was called. The order of time is not kept, so that its "left heavy" view is the one to look at.
 */
import type { ExecutionProfile } from '../../emulator/machine/execution-profile.ts'

interface SampledProfile {
  readonly type: 'sampled'
  readonly name: string
  readonly unit: 'none' | 'seconds'
  readonly startValue: number
  readonly endValue: number
  /** Indices of frames, the outermost first. */
  readonly samples: readonly (readonly number[])[]
  readonly weights: readonly number[]
}

export interface SpeedscopeFile {
  readonly $schema: 'https://www.speedscope.app/file-format-schema.json'
  readonly name: string
  readonly exporter: string
  readonly activeProfileIndex: number
  readonly shared: { readonly frames: readonly { readonly name: string; readonly file?: string }[] }
  readonly profiles: readonly SampledProfile[]
}

export function speedscopeFile(profile: ExecutionProfile, name: string, exporter: string): SpeedscopeFile {
  const { functions, calls, cpuHz } = profile
  const stacks: number[][] = []
  for (const call of calls) stacks.push([...(stacks[call.parent] ?? []), call.function])
  const cyclesOf = (k: number): number => calls[k]!.cycles + calls[k]!.idleCycles
  const shown = calls.map((_call, k) => k).filter((k) => cyclesOf(k) > 0)
  const total = shown.reduce((sum, k) => sum + cyclesOf(k), 0)
  const inUnit = (title: string, unit: SampledProfile['unit'], cyclesPerUnit: number): SampledProfile => ({
    type: 'sampled',
    name: `${name}: ${title}`,
    unit,
    startValue: 0,
    endValue: total / cyclesPerUnit,
    samples: shown.map((k) => stacks[k]!),
    weights: shown.map((k) => cyclesOf(k) / cyclesPerUnit),
  })
  return {
    $schema: 'https://www.speedscope.app/file-format-schema.json',
    name,
    exporter,
    activeProfileIndex: 0,
    shared: {
      frames: functions.map((one) => ({ name: one.name, ...(one.kind === 'service' ? { file: 'Mac OS' } : {}) })),
    },
    profiles: [inUnit('virtual time', 'seconds', cpuHz), inUnit('cycles', 'none', 1)],
  }
}

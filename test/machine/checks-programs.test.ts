/** Whole programs under every check. */

import { beforeAll, describe, expect, test } from 'vitest'
import { type CheckName, checkTable } from '../../emulator/machine/checks/table.ts'
import type { UserStep } from '../../emulator/macos/event-manager/user-script.ts'
import { prepareHostEngine } from '../../harness/host-engine.ts'
import { type RunRecord, runProgram } from '../../harness/machine/run.ts'
import { buildVolume } from '../../harness/machine/volume.ts'
import { jobFiles, settingsText } from '../../harness/verify/inputs.ts'
import { loadJob } from '../../harness/verify/options.ts'
import { buildMacApplication } from '../../scripts/llm-application.ts'
import { machineWith, type ProgramOptions } from '../macos/programs.ts'

const ALL = checkTable.map(({ name }) => name)

beforeAll(() => prepareHostEngine())

async function outcomes(program: string, options: ProgramOptions, user: readonly UserStep[] = []) {
  const run = async (checks: readonly CheckName[]) => {
    const { machine, path } = await machineWith(program, { ...options, machine: { checks, user } })
    machine.launch({ path })
    const { outcome, cycles } = machine.run({ maxVirtualSeconds: 120 })
    return { kind: outcome.kind, message: outcome.message, cycles }
  }
  return { plain: await run([]), checked: await run(ALL) }
}

/** A name, and then the close box. */
const typing: UserStep[] = [
  { action: { kind: 'type', text: 'Bondi\r' } },
  { action: { kind: 'click', where: { h: 14, v: 36 } } },
]

describe('programs without mistakes are silent under all checks, and take the same cycles', () => {
  test.each<[string, ProgramOptions, readonly UserStep[]]>([
    ['cxx.cpp', { useNewlib: true }, []],
    ['quickdraw', {}, []],
    ['threads', {}, []],
    ['console', { useNewlib: true, console: true }, typing],
  ])('%s %o', async (program, options, user) => {
    const { plain, checked } = await outcomes(program, options, user)
    expect(checked).toEqual(plain)
    expect(plain.kind).not.toBe('check')
  })
})

async function languageModel(
  checks: readonly CheckName[],
  defines: readonly string[],
  steps: number,
): Promise<RunRecord> {
  const job = await loadJob({ settings: { steps, temperature: 0 } })
  const { guest } = jobFiles(job.models, job.prompt, settingsText(job.settings))
  const file = defines.length === 0 ? job.application : (await buildMacApplication({ defines })).file
  const { image } = buildVolume([file, ...guest])
  return runProgram({ image, application: file.name, budgets: { seconds: 60 }, checks })
}

describe('the language model', () => {
  test('is silent under all checks, and takes the same cycles', async () => {
    const plain = await languageModel([], [], 2)
    const checked = await languageModel(ALL, [], 2)
    expect([checked.outcome, checked.cycles, checked.message]).toEqual(['ok', plain.cycles, plain.message])
  })

  test('with weights laid out for another number of heads is found to read behind the block that they are in', async () => {
    const { outcome, message, report } = await languageModel(['heap'], ['BUG_GQA_N_HEADS', 'BUG_READ_BEHIND'], 2)
    expect(outcome).toBe('check')
    expect(message).toMatch(/the program reads 4 bytes at 0x[0-9a-f]+, 0 bytes behind a block of 1040128 bytes/)
    expect(report!.stack.slice(0, 2).map((frame) => frame.function)).toEqual(['matmul', 'transformer_forward'])
    expect(report!.outcome.finding!.evidence[0]!.stack!.map((frame) => frame.function)).toContain('platform_allocate')
  })
})

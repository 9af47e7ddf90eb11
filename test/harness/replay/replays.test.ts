import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MacFile } from '../../../emulator/formats/mac-file.ts'
import type { UserStep } from '../../../emulator/macos/event-manager/user-script.ts'
import { readApplication } from '../../../harness/files/applications.ts'
import { dataFile, textFile } from '../../../harness/files/mac-files.ts'
import { type RunRequest, runProgram } from '../../../harness/machine/run.ts'
import { buildVolume } from '../../../harness/machine/volume.ts'
import { openWorkshop, type Workshop } from '../../../harness/machine/workshop.ts'
import { projectRoot } from '../../../harness/project-files.ts'
import { readBundle } from '../../../harness/replay/bundle.ts'
import { packBundle } from '../../../harness/replay/leave-bundle.ts'
import { replayBundle } from '../../../harness/replay/replay.ts'
import { jobFiles, settingsText } from '../../../harness/verify/inputs.ts'
import { loadJob } from '../../../harness/verify/options.ts'
import { bondiIn, ensureBuilt } from '../bondi.ts'

/*
 * Random runs, each put into a bundle and run again from that in another thread, by the build: a program that does what random bytes say,
 * with a random user, partition, start date and limits, and the language model with random prompts and settings.
 * BONDI_REPLAYS says how many, BONDI_REPLAYS_FROM with which to begin.
 */
const COUNT = Number(process.env.BONDI_REPLAYS ?? 8)
const FIRST = Number(process.env.BONDI_REPLAYS_FROM ?? 0)

let workshop: Workshop
let chaos: MacFile
let job: Awaited<ReturnType<typeof loadJob>>

beforeAll(async () => {
  ensureBuilt()
  const bondi = bondiIn()
  const source = join(projectRoot, 'test/harness/replay/chaos.c')
  const { exit, stderr } = bondi('build', '--bare', source, '-o', 'chaos.bin')
  expect(exit, stderr).toBe('ok')
  chaos = await readApplication(join(bondi.folder, 'chaos.bin'))
  job = await loadJob({})
  workshop = openWorkshop(undefined, join(projectRoot, 'dist/harness/machine/worker.js'))
})

afterAll(() => workshop.close())

/** Numerical Recipes' generator: the same run for the same number. */
function randomFrom(seed: number): (limit: number) => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}

type Random = ReturnType<typeof randomFrom>

function userOf(random: Random): UserStep[] {
  const where = () => ({ h: random(640), v: random(480) })
  const actions: (() => UserStep['action'])[] = [
    () => ({ kind: 'type', text: String.fromCharCode(97 + random(26), 48 + random(10)) }),
    () => ({ kind: 'click', where: where(), count: 1 + random(2) }),
    () => ({ kind: 'drag', from: where(), to: where() }),
    () => ({ kind: 'move', where: where() }),
  ]
  return Array.from({ length: random(6) }, () => {
    const action = actions[random(actions.length)]!()
    return random(2) === 0 ? { action } : { at: random(200) / 100, action }
  })
}

function chaosRun(random: Random): RunRequest {
  const script = Uint8Array.from({ length: 2 * (1 + random(200)) }, () => random(256))
  return {
    image: buildVolume([chaos, dataFile('script', script)], 1 << 20).image,
    application: chaos.name,
    partitionBytes: (256 + random(768)) << 10,
    startDate: 2_900_000_000 + random(100_000_000),
    timing: random(8) === 0 ? 'caches' : 'static',
    user: userOf(random),
    budgets: { seconds: 1 + random(20) / 4, ...(random(4) === 0 ? { cycles: 1 + random(3_000_000) } : {}) },
  }
}

const words = ['Once', 'the', 'little', 'dog', 'Lily', 'saw', 'a', 'big', 'ball', 'and', 'upon', 'time', 'was', 'happy']

function storyRun(random: Random): RunRequest {
  const prompt = Array.from({ length: random(6) }, () => words[random(words.length)]).join(' ')
  const settings = { ...job.settings, steps: 2 + random(14), temperature: random(15) / 10, seed: 1 + random(1e6) }
  const { guest } = jobFiles(job.models, prompt, settingsText(settings))
  return {
    image: buildVolume([job.application, ...guest, textFile('note.txt', prompt)], 1 << 20).image,
    application: job.application.name,
    budgets: random(3) === 0 ? { cycles: 1 + random(30_000_000) } : {},
  }
}

const outcomes = new Map<string, number>()

test(
  `${COUNT} random runs come to the same again, from their bundles, in another thread`,
  async () => {
    for (let seed = FIRST; seed < FIRST + COUNT; seed++) {
      const random = randomFrom(seed)
      const request = random(8) === 0 ? storyRun(random) : chaosRun(random)
      const run = runProgram({ ...request, image: request.image.slice(), recordCalls: true, screenAtEnd: true })
      outcomes.set(run.outcome, (outcomes.get(run.outcome) ?? 0) + 1)
      const bundle = readBundle(await packBundle(request, run, run.outcome), `run ${seed}`)
      const { run: _, ...replay } = await replayBundle(bundle, { workshop })
      expect(replay, `run ${seed} (${run.outcome})`).toMatchObject({ same: true, facts: [], builds: 'same' })
      expect(replay.replayed, `run ${seed}`).toMatchObject({ cycles: run.cycles, callsDigest: run.recording!.digest })
      if ((seed - FIRST) % 100 === 99)
        console.info(`${seed - FIRST + 1} runs: ${JSON.stringify(Object.fromEntries(outcomes))}`)
    }
    if (COUNT > 8) console.info(`${COUNT} runs, by how they ended: ${JSON.stringify(Object.fromEntries(outcomes))}`)
  },
  60_000 + COUNT * 10_000,
)

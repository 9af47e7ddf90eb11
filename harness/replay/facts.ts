/** What a run came to, in so few words that two runs can be held against each other. */
import { createHash } from 'node:crypto'
import * as z from 'zod'
import { HfsVolume, readMacFile, resolvePath } from '../../emulator/volume/index.ts'
import { listDisk } from '../disk.ts'
import type { RunRecord } from '../machine/run.ts'

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

const digest = z.string().regex(/^[0-9a-f]{64}$/, 'it must be a SHA-256 in hexadecimal')

export const factsSchema = z.strictObject({
  /** Name of the exit code that the program's own end has. */
  outcome: z.string(),
  message: z.string(),
  status: z.int().optional(),
  cycles: z.number(),
  seconds: z.number(),
  heapBytes: z.number(),
  serviceCalls: z.int(),
  /** Over all service calls and their cycles. */
  callsDigest: z.int(),
  console: digest,
  /** Of all files afterwards but the application: names and both forks. */
  files: digest,
  /** Of the volume afterwards. */
  volume: digest,
  screen: digest,
})

export type RunFacts = z.output<typeof factsSchema>

/** Of a run that recorded its calls. */
export function factsOf({ recording, screen, ...run }: RunRecord, application: string): RunFacts {
  if (recording === undefined || screen === undefined) throw new Error('the run was not recorded')
  return {
    outcome: run.outcome,
    message: run.message,
    ...(run.status === undefined ? {} : { status: run.status }),
    cycles: run.cycles,
    seconds: run.seconds,
    heapBytes: run.heapBytes,
    serviceCalls: recording.count,
    callsDigest: recording.digest,
    console: sha256(run.consoleText),
    files: digestOfFiles(run.image, application),
    volume: sha256(run.image),
    screen: sha256(screen.rgb),
  }
}

function digestOfFiles(image: Uint8Array, application: string): string {
  const volume = HfsVolume.mount(image)
  const own = resolvePath(volume, application).entry?.id
  const hash = createHash('sha256')
  for (const { path, entry } of listDisk(volume).items) {
    if (entry.kind !== 'file' || entry.id === own) continue
    const { dataFork, resourceFork } = readMacFile(volume, entry.id)
    hash
      .update(JSON.stringify([path, dataFork.length, resourceFork.length]))
      .update(dataFork)
      .update(resourceFork)
  }
  return hash.digest('hex')
}

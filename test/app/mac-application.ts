/** Runs the built application on the emulated iMac, in a folder of its volume. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CpuOptions } from '../../emulator/cpu/index.ts'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import { readMacBinary } from '../../emulator/formats/macbinary.ts'
import { createMachine } from '../../emulator/machine/machine.ts'
import { HfsVolume, ROOT_ID, readMacFile, writeMacFile } from '../../emulator/volume/index.ts'
import { root } from '../../scripts/llm-application.ts'
import { type Files, textOf } from './application.ts'

const shipped = readMacBinary(new Uint8Array(readFileSync(join(root, 'fixtures/application/BondiLLM.bin'))))

export interface MacResult {
  readonly outcome: string
  /** With line feeds, decoded from Mac OS Roman. */
  readonly output: string
  readonly text: string
  readonly outputType: string
  readonly outputBytes: Buffer
  readonly trace: Buffer | undefined
  readonly services: Readonly<Record<string, number>>
}

export interface MacOptions {
  readonly partitionKilobytes?: number
  /** Another build than the one in fixtures/. */
  readonly application?: MacFile
  /** Bytes of the volume; small ones are full soon. */
  readonly volumeBytes?: number
  readonly cpu?: CpuOptions
}

export function runOnMac(
  files: Files,
  { application = shipped, partitionKilobytes, volumeBytes = 8 << 20, cpu = {} }: MacOptions = {},
): MacResult {
  const volume = HfsVolume.format(new Uint8Array(volumeBytes), { name: 'Macintosh HD' })
  const folder = volume.createFolder(ROOT_ID, 'Stories').id
  writeMacFile(volume, folder, application)
  for (const [name, content] of Object.entries(files)) {
    if (content === undefined) continue
    writeMacFile(volume, folder, {
      ...application,
      name,
      type: '????',
      dataFork: new Uint8Array(Buffer.from(content)),
      resourceFork: new Uint8Array(),
    })
  }
  const machine = createMachine({ volumes: [volume], cpu })
  machine.launch({
    path: 'Macintosh HD:Stories:BondiLLM',
    ...(partitionKilobytes && { partition: partitionKilobytes * 1024 }),
  })
  const { outcome, services } = machine.run({ maxVirtualSeconds: 120 })
  volume.flush()
  const findings = volume.check()
  if (findings.length > 0) throw new Error(`the volume is damaged: ${JSON.stringify(findings)}`)
  const file = readMacFile(volume, 'Macintosh HD:Stories:output.txt')
  const traced = volume.lookup(folder, 'trace.bin') !== undefined
  const trace = traced ? Buffer.from(readMacFile(volume, 'Macintosh HD:Stories:trace.bin').dataFork) : undefined
  const outputBytes = Buffer.from(file.dataFork)
  const output = new TextDecoder('macintosh').decode(outputBytes).replaceAll('\r', '\n')
  return {
    outcome: outcome.kind,
    output,
    text: textOf(output),
    outputType: `${file.type} ${file.creator}`,
    outputBytes,
    trace,
    services,
  }
}

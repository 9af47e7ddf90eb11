import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createMachine } from '../../emulator/machine/machine.ts'
import { HfsVolume, ROOT_ID, readMacFile, writeMacFile } from '../../emulator/volume/index.ts'
import { type ApplicationOptions, buildApplication } from '../../toolchain/index.ts'

const program = (name: string): string => fileURLToPath(new URL(`programs/${name}`, import.meta.url))

/** Runs a program on the machine; returns the files that it wrote. */
async function run(options: Omit<ApplicationOptions, 'name'>): Promise<(file: string) => string> {
  const { file } = await buildApplication({ name: 'Program', ...options })
  const volume = HfsVolume.format(new Uint8Array(4 << 20), { name: 'Disk' })
  writeMacFile(volume, ROOT_ID, file)
  const machine = createMachine({ volumes: [volume] })
  machine.launch({ path: 'Disk:Program' })
  const result = machine.run({ maxVirtualSeconds: 60 })
  expect(result.outcome.kind).toBe('exited')
  return (name) => new TextDecoder('macintosh').decode(readMacFile(volume, `:${name}`).dataFork)
}

/** The same source, compiled by another compiler for another big-endian PowerPC system and run by qemu. */
function runUnderQemu(source: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'bondi-c-library-'))
  try {
    const flags = ['-O1', '-ffp-contract=off', '-static', '-w']
    execFileSync('powerpc-linux-gnu-gcc', [...flags, source, '-o', join(folder, 'program'), '-lm'])
    execFileSync('qemu-ppc', [join(folder, 'program')], { cwd: folder })
    return readFileSync(join(folder, 'results'), 'latin1')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('programs with the C library', () => {
  it('print what the same source prints with GNU libc under qemu-ppc', { timeout: 600_000 }, async () => {
    const source = program('c-library.c')
    const file = await run({ sources: [source] })
    expect(file('results').split('\n')).toEqual(runUnderQemu(source).split('\n'))
    expect(file('destructor')).toBe('ran')
  })

  it('written in C++ construct and destroy their objects', { timeout: 600_000 }, async () => {
    const file = await run({ sources: [program('objects.cpp')], flags: ['-fno-rtti'] })
    expect(file('results').trimEnd().split('\n')).toEqual([
      'constructed',
      'main 49 2.5',
      'square destroyed',
      'shape destroyed',
      'constructed',
      'destroyed',
      'destroyed',
    ])
  })
})

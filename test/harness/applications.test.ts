/** Applications in every wrapper and on disk images, as users name them. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeAppleDouble, writeAppleSingle } from '../../emulator/formats/appledouble.ts'
import { writeBinHex } from '../../emulator/formats/binhex.ts'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import { readMacBinary, writeMacBinary } from '../../emulator/formats/macbinary.ts'
import { HfsVolume, ROOT_ID, writeMacFile } from '../../emulator/volume/index.ts'
import { findApplication } from '../../harness/files/applications.ts'
import { dataFile } from '../../harness/files/mac-files.ts'
import { runApplication } from '../../harness/run-application.ts'
import { shipped } from '../../harness/verify/options.ts'

let folder: string
let application: MacFile

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bondi-applications-'))
  application = readMacBinary(await readFile(shipped.application))
})
afterAll(() => rm(folder, { recursive: true }))

const put = async (path: string, bytes: Uint8Array): Promise<string> => {
  const full = join(folder, path)
  await mkdir(join(full, '..'), { recursive: true })
  await writeFile(full, bytes)
  return full
}

const finderInfo = (): Uint8Array => {
  const info = new Uint8Array(32)
  info.set(new TextEncoder().encode(application.type + application.creator))
  return info
}

test.each<[string, (name: string) => Promise<string>]>([
  ['MacBinary', async () => put('a.bin', writeMacBinary(application))],
  ['AppleSingle', async () => put('a.as', writeAppleSingle(application))],
  ['BinHex', async () => put('a.hqx', writeBinHex(application))],
  ['a bare PEF', async () => put('bare', application.dataFork)],
  ...[(name: string) => `%${name}`, (name: string) => `._${name}`, (name: string) => `.AppleDouble/${name}`].map(
    (headerOf): [string, (name: string) => Promise<string>] => [
      `AppleDouble as ${headerOf('NAME')}`,
      async (name) => {
        await put(`${name}/${headerOf('App')}`, writeAppleDouble(application))
        return put(`${name}/App`, application.dataFork)
      },
    ],
  ),
  [
    'AppleDouble, its header given',
    async () => {
      await put('given/App', application.dataFork)
      return put('given/%App', writeAppleDouble(application))
    },
  ],
  [
    '.rsrc and .finf',
    async () => {
      await put('basilisk/.rsrc/App', application.resourceFork)
      await put('basilisk/.finf/App', finderInfo())
      return put('basilisk/App', application.dataFork)
    },
  ],
])('%s', async (name, make) => {
  const { application: found, disk } = await findApplication(await make(name.replaceAll(/\W+/g, '-')))
  expect(disk).toBeUndefined()
  expect(found.type).toBe('APPL')
  expect(Buffer.from(found.dataFork).equals(application.dataFork)).toBe(true)
  if (name !== 'a bare PEF') expect(Buffer.from(found.resourceFork).equals(application.resourceFork)).toBe(true)
})

const diskWith = (names: readonly string[], partitioned: boolean): Uint8Array => {
  const volume = HfsVolume.format(new Uint8Array(4 << 20), { name: 'Programs', partitioned })
  const parent = volume.createFolder(ROOT_ID, 'LLM').id
  writeMacFile(volume, parent, dataFile('Read Me', new Uint8Array(3)))
  for (const name of names) writeMacFile(volume, parent, { ...application, name })
  volume.flush()
  return volume.image
}

test.each([false, true])('on an HFS image, partitioned: %s', async (partitioned) => {
  const path = await put(`disk-${partitioned}.dsk`, diskWith(['Story', 'Other'], partitioned))
  expect((await findApplication(path, 'story')).disk?.path).toBe('Programs:LLM:Story')
  expect((await findApplication(path, 'LLM:Other')).disk?.path).toBe('Programs:LLM:Other')
  await expect(findApplication(path)).rejects.toMatchObject({
    code: 'several-applications',
    message: expect.stringContaining('Programs:LLM:Other, Programs:LLM:Story'),
  })
  await expect(findApplication(path, 'Third')).rejects.toMatchObject({ code: 'not-an-application' })
})

test('a program runs from a copy of its disk, in its folder', async () => {
  const image = diskWith(['Story'], true)
  const before = Buffer.from(image).toString('base64')
  const found = await findApplication(await put('run.img', image))
  const { run, files } = await runApplication({ ...found, budgets: { cycles: 2e6 }, collect: ['Read Me'] })
  expect(run.cycles).toBeGreaterThan(1000)
  expect(files.get('Read Me')?.dataFork.length).toBe(3)
  expect(Buffer.from(image).toString('base64')).toBe(before)
})

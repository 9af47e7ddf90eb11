/** Files from the host on a volume: their types and creators. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HfsVolume, readMacFile } from '../../emulator/volume/index.ts'
import { putOnDisk } from '../../harness/disk.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bondi-put-'))
  for (const name of ['main.c', 'main.h', 'data.bin']) writeFileSync(join(folder, name), 'one\ntwo\n')
})
afterAll(() => rmSync(folder, { recursive: true }))

const newVolume = () => HfsVolume.format(new Uint8Array(800 << 10), { name: 'Disk' })

test.each([
  ['main.c', 'one\rtwo\r', 'TEXT', 'ttxt'],
  ['main.h', 'one\rtwo\r', 'TEXT', 'ttxt'],
  ['data.bin', 'one\ntwo\n', '????', '????'],
])('%s is on the volume as %j, of type %s', async (name, text, type, creator) => {
  const volume = newVolume()
  await putOnDisk(volume, '', [join(folder, name)])
  const file = readMacFile(volume, `:${name}`)
  expect([new TextDecoder().decode(file.dataFork), file.type, file.creator]).toEqual([text, type, creator])
})

test('a type and a creator that are given are the file’s', async () => {
  const volume = newVolume()
  await putOnDisk(volume, '', [join(folder, 'data.bin')], { type: 'PICT', creator: 'MPNT' })
  expect(readMacFile(volume, ':data.bin')).toMatchObject({ type: 'PICT', creator: 'MPNT' })
})

test('what has not four characters is refused before anything is written', async () => {
  const volume = newVolume()
  const put = putOnDisk(volume, '', [join(folder, 'data.bin')], { type: 'PIC' })
  await expect(put).rejects.toMatchObject({ code: 'bad-file-type' })
  expect(volume.list(2)).toEqual([])
})

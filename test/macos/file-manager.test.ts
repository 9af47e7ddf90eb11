/** File Manager through its calls, as compiled code makes them (Inside Macintosh: Files, chapter 2). */

import { describe, expect, test } from 'vitest'
import { errorCode } from '../../emulator/macos/errors.ts'
import { FileParam, HVolumeParam, IOParam } from '../../emulator/macos/file-manager/records.ts'
import { fourCharCode } from '../../emulator/macos/types.ts'
import { HfsVolume, ROOT_ID, readMacFile } from '../../emulator/volume/index.ts'
import { expectChecks, machineWith } from './programs.ts'
import { newVolume, startTestSystem } from './system.ts'

const fsCurPerm = 0
const fsRdPerm = 1
const fsRdWrPerm = 3
const TEXT = fourCharCode('TEXT')
const ttxt = fourCharCode('ttxt')

function start(volume: HfsVolume = newVolume()) {
  const system = startTestSystem([volume])
  const { call, mac, pascal, reserve } = system
  const { memory } = mac
  const result = reserve(16)
  return {
    ...system,
    memory,
    volume,
    result,
    create: (name: string) => call('HCreate', 0, 0, pascal(name), ttxt, TEXT),
    open(name: string, permission = fsRdWrPerm): { error: number; refNum: number } {
      memory.setU16(result, 0)
      const error = call('HOpenDF', 0, 0, pascal(name), permission, result)
      return { error, refNum: memory.getI16(result) }
    },
    write(refNum: number, text: string): { error: number; count: number } {
      const buffer = reserve(text.length)
      memory.write(buffer, new TextEncoder().encode(text))
      memory.setU32(result, text.length)
      return { error: call('FSWrite', refNum, result, buffer), count: memory.getI32(result) }
    },
    read(refNum: number, count: number): { error: number; text: string } {
      const buffer = reserve(count)
      memory.setU32(result, count)
      const error = call('FSRead', refNum, result, buffer)
      return { error, text: new TextDecoder().decode(memory.read(buffer, memory.getI32(result))) }
    },
    position(refNum: number): number {
      call('GetFPos', refNum, result)
      return memory.getI32(result)
    },
  }
}

test('every check of the program is ok', async () => {
  const other = newVolume('Other', 800 << 10)
  const { machine, volume, path } = await machineWith('files', { otherVolumes: [other] })
  expect(machine.launch({ path }).missing).toEqual([])
  expect(machine.run({ maxVirtualSeconds: 20 }).outcome).toMatchObject({ kind: 'exited' })
  expectChecks(volume, 155)
  expect(volume.check()).toEqual([])
  expect(other.check()).toEqual([])
})

test('a file is created, written, positioned, read and closed; the volume has it', () => {
  const mac = start()
  expect(mac.create('notes')).toBe(0)
  expect(mac.create('notes')).toBe(errorCode.dupFNErr)
  const { error, refNum } = mac.open('notes')
  expect(error).toBe(0)
  expect((refNum - 2) % 94, 'reference numbers are offsets of control blocks').toBe(0)
  expect(mac.write(refNum, 'Hello, iMac')).toEqual({ error: 0, count: 11 })
  expect(mac.call('SetFPos', refNum, 1, 7)).toBe(0)
  expect(mac.read(refNum, 100)).toEqual({ error: errorCode.eofErr, text: 'iMac' })
  expect(mac.position(refNum)).toBe(11)
  expect(mac.call('SetFPos', refNum, 2, -4)).toBe(0)
  expect(mac.read(refNum, 2)).toEqual({ error: 0, text: 'iM' })
  expect(mac.call('SetFPos', refNum, 3, -2)).toBe(0)
  expect(mac.position(refNum)).toBe(7)
  expect(mac.call('FSClose', refNum)).toBe(0)
  expect(mac.call('FSClose', refNum)).toBe(errorCode.fnOpnErr)
  const file = readMacFile(mac.volume, ':notes')
  expect(new TextDecoder().decode(file.dataFork)).toBe('Hello, iMac')
  expect([file.type, file.creator]).toEqual(['TEXT', 'ttxt'])
  mac.mac.fileManager.closeAll()
  expect(mac.volume.check()).toEqual([])
})

describe('positions', () => {
  test('past the end is eofErr with the mark at the end; before the start is posErr', () => {
    const mac = start()
    mac.create('f')
    const { refNum } = mac.open('f')
    mac.write(refNum, '0123456789')
    expect(mac.call('SetFPos', refNum, 1, 50)).toBe(errorCode.eofErr)
    expect(mac.position(refNum)).toBe(10)
    expect(mac.call('SetFPos', refNum, 1, -1)).toBe(errorCode.posErr)
    expect(mac.call('SetEOF', refNum, 4)).toBe(0)
    expect(mac.position(refNum)).toBe(4)
    expect(mac.read(refNum, 1)).toEqual({ error: errorCode.eofErr, text: '' })
  })

  test('newline mode stops after the character', () => {
    const mac = start()
    mac.create('f')
    const { refNum } = mac.open('f')
    mac.write(refNum, 'one\rtwo\r')
    const address = mac.reserve(IOParam.size)
    const buffer = mac.reserve(100)
    const block = IOParam.at(mac.memory, address)
    block.ioRefNum = refNum
    block.ioBuffer = buffer as never
    block.ioReqCount = 100
    block.ioPosMode = 0x0d80 | 1
    block.ioPosOffset = 0
    expect(mac.call('PBReadSync', address)).toBe(0)
    expect(block.ioActCount).toBe(4)
    expect(block.ioPosOffset).toBe(4)
    expect(block.ioResult).toBe(0)
  })
})

describe('permissions', () => {
  test('a second writer is opWrErr with the first one’s reference number; readers are welcome', () => {
    const mac = start()
    mac.create('f')
    const first = mac.open('f')
    expect(mac.open('f')).toEqual({ error: errorCode.opWrErr, refNum: first.refNum })
    const reader = mac.open('f', fsRdPerm)
    expect(reader.error).toBe(0)
    expect(mac.write(reader.refNum, 'x')).toEqual({ error: errorCode.wrPermErr, count: 0 })
  })

  test('a locked file opens for reading only', () => {
    const mac = start()
    mac.create('f')
    expect(mac.call('HSetFLock', 0, 0, mac.pascal('f'))).toBe(0)
    expect(mac.open('f').error).toBe(errorCode.permErr)
    const { error, refNum } = mac.open('f', fsCurPerm)
    expect(error).toBe(0)
    expect(mac.write(refNum, 'x').error).toBe(errorCode.wrPermErr)
    mac.call('FSClose', refNum)
    expect(mac.call('HDelete', 0, 0, mac.pascal('f'))).toBe(errorCode.fLckdErr)
  })

  test('an open file cannot be deleted', () => {
    const mac = start()
    mac.create('f')
    const { refNum } = mac.open('f')
    expect(mac.call('HDelete', 0, 0, mac.pascal('f'))).toBe(errorCode.fBsyErr)
    mac.call('FSClose', refNum)
    expect(mac.call('HDelete', 0, 0, mac.pascal('f'))).toBe(0)
  })
})

describe('names and folders', () => {
  test.each([
    ['nothing', errorCode.fnfErr],
    ['', errorCode.bdNamErr],
    ['a name of more than thirty-one characters', errorCode.bdNamErr],
    [':nowhere:f', errorCode.dirNFErr],
    ['Other disk:f', errorCode.nsvErr],
  ])('opening "%s" is %i', (name, code) => {
    expect(start().open(name).error).toBe(code)
  })

  test('every form of path leads to the same file', () => {
    const volume = newVolume()
    const folder = volume.createFolder(ROOT_ID, 'Folder')
    const inner = volume.createFolder(folder.id, 'Inner')
    volume.createFile(folder.id, 'f', { type: 'TEXT', creator: 'ttxt' })
    const mac = start(volume)
    expect(mac.call('HSetVol', 0, 0, folder.id)).toBe(0)
    for (const name of ['f', ':f', 'HD:Folder:f', 'hd:FOLDER:F', ':Inner::f', '::Folder:f']) {
      const { error, refNum } = mac.open(name)
      expect(error, name).toBe(0)
      mac.call('FSClose', refNum)
    }
    expect(mac.call('HOpenDF', -1, inner.id, mac.pascal('::f'), fsRdPerm, mac.result)).toBe(0)
  })

  test('FSMakeFSSpec fills in what is missing, and FSp calls use it', () => {
    const mac = start()
    const spec = mac.reserve(70)
    expect(mac.call('FSMakeFSSpec', 0, 0, mac.pascal('HD:new'), spec)).toBe(errorCode.fnfErr)
    expect(mac.memory.getI16(spec)).toBe(-1)
    expect(mac.memory.getI32(spec + 2)).toBe(ROOT_ID)
    expect(mac.memory.readPString(spec + 6)).toBe('new')
    expect(mac.call('FSpCreate', spec, ttxt, TEXT, 0)).toBe(0)
    expect(mac.call('FSpOpenDF', spec, fsRdWrPerm, mac.result)).toBe(0)
    expect(mac.call('FSpRename', spec, mac.pascal('newer'))).toBe(0)
    expect(mac.call('FSpDelete', spec)).toBe(errorCode.fnfErr)
  })
})

test('a full volume is dskFulErr, and what was there stays', () => {
  const mac = start(newVolume('HD', 800 << 10))
  mac.create('f')
  const { refNum } = mac.open('f')
  expect(mac.write(refNum, 'kept').error).toBe(0)
  const buffer = mac.reserve(2 << 20)
  mac.memory.setU32(mac.result, 2 << 20)
  expect(mac.call('FSWrite', refNum, mac.result, buffer)).toBe(errorCode.dskFulErr)
  expect(mac.memory.getI32(mac.result)).toBe(0)
  mac.mac.fileManager.closeAll()
  expect(mac.volume.check()).toEqual([])
  expect(readMacFile(HfsVolume.mount(mac.volume.image), ':f').dataFork.length).toBe(4)
})

test('PBGetCatInfo lists a folder, and PBHGetVInfo the volumes', () => {
  const mac = start()
  for (const name of ['b', 'a', 'c']) mac.create(name)
  const address = mac.reserve(FileParam.size)
  const name = mac.reserve(64)
  const block = FileParam.at(mac.memory, address)
  const names: string[] = []
  for (let index = 1; ; index++) {
    block.ioNamePtr = name as never
    block.ioVRefNum = -1
    block.ioFDirIndex = index
    block.ioDirID = ROOT_ID
    const error = mac.call('PBGetCatInfoSync', address)
    if (error !== 0) {
      expect(error).toBe(errorCode.fnfErr)
      break
    }
    names.push(mac.memory.readPString(name))
    expect(block.ioFlParID).toBe(ROOT_ID)
  }
  expect(names).toEqual(['a', 'b', 'c'])

  const volumeBlock = HVolumeParam.at(mac.memory, mac.reserve(HVolumeParam.size))
  volumeBlock.ioNamePtr = name as never
  volumeBlock.ioVolIndex = 1
  expect(mac.call('PBHGetVInfoSync', volumeBlock.address)).toBe(0)
  expect(mac.memory.readPString(name)).toBe('HD')
  expect(volumeBlock.ioVFilCnt).toBe(3)
  expect(volumeBlock.ioVSigWord).toBe(0x4244)
  volumeBlock.ioVolIndex = 2
  expect(mac.call('PBHGetVInfoSync', volumeBlock.address)).toBe(errorCode.nsvErr)
})

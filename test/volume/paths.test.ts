import { describe, expect, it } from 'vitest'
import { HfsError, HfsVolume, pathOf, resolvePath } from '../../emulator/volume/index.ts'

const volume = HfsVolume.format(new Uint8Array(800 << 10), { name: 'Macintosh HD' })
const outer = volume.createFolder(2, 'Outer')
const inner = volume.createFolder(outer.id, 'Inner')
const file = volume.createFile(inner.id, 'file', { type: 'TEXT', creator: 'ttxt' })

describe('paths', () => {
  it.each([
    ['Macintosh HD:Outer:Inner:file', 2, file.id],
    ['macintosh hd:OUTER:inner:File', 2, file.id],
    [':Outer:Inner:file', 2, file.id],
    [':Inner:file', outer.id, file.id],
    ['file', inner.id, file.id],
    ['::Inner:file', inner.id, file.id],
    [':::Outer', inner.id, outer.id],
    ['Macintosh HD:', inner.id, 2],
    ['Macintosh HD:Outer:', 2, outer.id],
    [':', inner.id, inner.id],
    ['::', inner.id, outer.id],
    ['Outer', 2, outer.id],
  ])('%j from folder %d lead to %d', (path, from, id) => {
    expect(resolvePath(volume, path, from).entry?.id).toBe(id)
  })

  it('lead to where a new file would be', () => {
    expect(resolvePath(volume, ':Outer:new')).toEqual({ parentId: outer.id, name: 'new', entry: undefined })
  })

  it.each([
    ['Other HD:file', 'nsvErr'],
    [':Nowhere:file', 'dirNFErr'],
    [':Outer:Inner:file:more', 'dirNFErr'],
    ['::::::file', 'dirNFErr'],
    [':Outer:a name that is much too long for HFS', 'bdNamErr'],
  ])('%j fail with %s', (path, symbol) => {
    let thrown: unknown
    try {
      resolvePath(volume, path)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(HfsError)
    expect((thrown as HfsError).symbol).toBe(symbol)
  })

  it('are made of names', () => {
    expect(pathOf(volume, file.id)).toBe('Macintosh HD:Outer:Inner:file')
    expect(pathOf(volume, outer.id)).toBe('Macintosh HD:Outer:')
    expect(pathOf(volume, 2)).toBe('Macintosh HD:')
  })
})

import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { serviceGroups } from '../../emulator/macos/registry.ts'
import { servicesPages } from '../../emulator/macos/services-page.ts'

test.each([...servicesPages()])('docs/services/%s lists the services as they are declared', async (file, text) => {
  await expect(text).toMatchFileSnapshot(`../../docs/services/${file}`)
})

test('docs/services has no other pages', () => {
  expect(readdirSync(new URL('../../docs/services', import.meta.url)).sort()).toEqual(
    [...servicesPages().keys()].sort(),
  )
})

test('no two services have the same name', () => {
  const names = serviceGroups.flatMap(({ services }) => Object.keys(services))
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})

/** What a program built by Retro68 with its C library imports, and the log of its automated tests. */
const RETRO68_IMPORTS =
  'DisposePtr ExitToShell FSClose FSRead FSWrite FlushVol GetFPos GetPtrSize GetVRefNum HCreate HOpen HOpenDF MaxApplZone MoreMasters NewPtr NewPtrClear SetEOF SetFPos SetPtrSize TickCount GetDateTime MemError Debugger PBHOpenSync PBWriteSync PBCloseSync PBFlushVolSync'

test('everything that a Retro68 C program imports is there in full', () => {
  const services = new Map(serviceGroups.flatMap((group) => Object.entries(group.services)))
  for (const name of RETRO68_IMPORTS.split(' ')) {
    expect(services.get(name), name).toBeDefined()
    expect(services.get(name)?.partial, name).toBeUndefined()
  }
})

/**
 * Makes runtime/newlib/members.txt: compiles every source of newlib and lists the names that each defines.
 * Takes minutes; to be run again only for another version of newlib: `npm run build && node dist/toolchain/c-library/scan.js`.
 */

import { readdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { BondiError } from '../../emulator/errors.ts'
import { compileCached } from '../compile/object-cache.ts'
import { mapConcurrently } from '../compile/run.ts'
import { runtimePath } from '../paths.ts'
import { parseXcoff } from '../xcoff/object.ts'
import { EXCLUDED, memberRequest, newlibFolder, SOURCE_FOLDERS, VARIANTS } from './newlib.ts'

const HEADER = `# Which source of newlib defines which names; made by toolchain/c-library/scan.ts.
# A member is a source and, where newlib compiles it more than once, the macros defined for it.`

async function scan(): Promise<void> {
  const folder = await newlibFolder()
  const sources = SOURCE_FOLDERS.flatMap((name) =>
    readdirSync(join(folder, name))
      .filter((file) => file.endsWith('.c'))
      .sort()
      .map((file) => `${name}/${file}`),
  ).filter((source) => !EXCLUDED.test(source))
  const members = sources.flatMap((source) =>
    (VARIANTS[source] ?? ['']).map((definitions) => (definitions === '' ? source : `${source}:${definitions}`)),
  )
  const lines = await mapConcurrently(members, availableParallelism(), async (member) => {
    try {
      const { bytes, name } = await compileCached(await memberRequest(member))
      const names = parseXcoff(bytes, name)
        .symbols.filter(({ kind, binding }) => kind !== 'reference' && binding !== 'hidden')
        // A function is named by its descriptor; its code goes with it.
        .map((symbol) => symbol.name)
        .filter((symbol) => !symbol.startsWith('.'))
      return names.length === 0 ? '' : `${[member, ...new Set(names)].join(' ')}\n`
    } catch (error) {
      if (!(error instanceof BondiError)) throw error
      console.error(`left out: ${member}: ${error.message.split('\n')[1]}`)
      return ''
    }
  })
  writeFileSync(runtimePath('newlib', 'members.txt'), `${HEADER}\n${lines.join('')}`)
}

await scan()

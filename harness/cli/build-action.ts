/** What `bondi build` does. */
import { type BuildFileOptions, buildFile } from '../build-application.ts'
import type { BuildArguments } from './build.ts'
import type { Terminal } from './terminal.ts'

/** As with Retro68, for programs that do not say. */
const DEFAULT_PARTITION = 1 << 20

export async function runBuild(sources: string[], args: BuildArguments, terminal: Terminal): Promise<void> {
  const preferred = args.partition ?? Math.max(DEFAULT_PARTITION, args.minimumPartition ?? 0)
  const options: BuildFileOptions = {
    sources,
    output: args.output,
    creator: args.creator,
    partition: { preferred, minimum: Math.min(args.minimumPartition ?? preferred, preferred) },
    ...(args.name === undefined ? {} : { name: args.name }),
    ...(args.define === undefined ? {} : { defines: args.define }),
    ...(args.include === undefined ? {} : { includes: args.include }),
    ...(args.flag === undefined ? {} : { flags: args.flag }),
    ...(args.bare === undefined ? {} : { bare: args.bare }),
    ...(args.console === undefined ? {} : { console: args.console }),
    ...(args.map === undefined ? {} : { mapFile: args.map }),
  }
  const { file, pef, map } = await buildFile(options)
  if (args.json) {
    const { code, data, imports } = map
    const summary = { code: code.length, data: data.totalLength, imports }
    return terminal.printJson({ exit: 'ok', output: args.output, name: file.name, pef: pef.length, ...summary })
  }
  const imports = map.imports.map(({ library, names }) => `${names.length} imports from ${library}`).join(', ')
  terminal.print(`${args.output}: ${map.code.length} bytes of code, ${map.data.totalLength} of data, ${imports}\n`)
}

/** `bondi build`: C to an application, in seconds. */
import type { Command } from 'commander'
import { byteSize, collect } from './arguments.ts'
import type { Terminal } from './terminal.ts'

export interface BuildArguments {
  output: string
  name?: string
  creator: string
  partition?: number
  minimumPartition?: number
  define?: string[]
  include?: string[]
  flag?: string[]
  bare?: boolean
  console?: boolean
  map?: string
  json?: boolean
}

export function addBuild(program: Command, terminal: Terminal): void {
  program
    .command('build')
    .description('compile and link C sources into a PowerPC Mac OS application')
    .argument('<sources...>', 'C sources, and objects (.o) if there are some')
    .requiredOption('-o, --output <file>', 'the application to write, in MacBinary')
    .option('--name <name>', 'its name on a Mac; by default that of the output')
    .option('--creator <code>', 'its creator, four characters', '????')
    .option('--partition <size>', 'memory that it prefers', byteSize)
    .option('--minimum-partition <size>', 'memory that it can do with', byteSize)
    .option('-D, --define <macro>', 'define a macro; may be repeated', collect)
    .option('-I, --include <folder>', 'look for headers there; may be repeated', collect)
    .option('--flag <flag>', 'another flag for the compiler; may be repeated', collect)
    .option('--bare', 'without the C library: Toolbox calls only')
    .option('--console', 'with a window for standard input and output')
    .option('--map <file>', 'write a link map')
    .option('--json', 'describe the result as JSON')
    .action(async (sources: string[], args: BuildArguments) => {
      const { runBuild } = await import('./build-action.ts')
      await runBuild(sources, args, terminal)
    })
}

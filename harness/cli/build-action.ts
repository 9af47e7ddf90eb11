import type { BuildArguments } from './build.ts'
import type { Terminal } from './terminal.ts'

export async function runBuild(_sources: string[], _args: BuildArguments, _terminal: Terminal): Promise<void> {
  throw new Error('the toolchain is not there yet')
}

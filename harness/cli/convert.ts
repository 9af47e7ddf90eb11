/** `bondi convert`: models and tokenizers from one byte order to the other. */
import { type Command, Option } from 'commander'
import type { Terminal } from './terminal.ts'

const kinds = ['model', 'tokenizer'] as const

export function addConvert(program: Command, terminal: Terminal): void {
  const convert = program
    .command('convert')
    .description('convert llama2.c files between little-endian and the big-endian of a Power Macintosh')
  for (const kind of kinds) {
    convert
      .command(kind)
      .description(`convert a ${kind}, checking all of it on the way`)
      .argument('<in>', `the ${kind}, in either byte order`)
      .argument('<out>', 'where to write it')
      .addOption(new Option('--to <order>', 'byte order to write').choices(['big', 'little']).default('big'))
      .option('--json', 'describe the result as JSON')
      .action(async (input: string, output: string, options: { to: 'big' | 'little'; json?: boolean }) => {
        const { convertFile } = await import('../convert.ts')
        const result = await convertFile(kind, input, output, options.to)
        if (options.json) return terminal.printJson({ exit: 'ok', ...result })
        terminal.print(`${output}: ${result.bytes} bytes, ${result.to}-endian (the input was ${result.from}-endian)\n`)
      })
  }
}

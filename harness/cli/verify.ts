/** `bondi verify`: the main job. */

import type { Command } from 'commander'
import { type CheckName, checkTable } from '../../emulator/machine/checks/table.ts'
import { byteSize, checkNames, cycleCount, decimalNumber, duration, wholeNumber } from './arguments.ts'
import { addBundleOptions, type BundleArguments } from './bundle.ts'
import type { Terminal } from './terminal.ts'

export interface VerifyArguments extends BundleArguments {
  prompt?: string
  promptFile?: string
  steps?: number
  temperature?: number
  topP?: number
  seed?: number
  model?: string
  tokenizer?: string
  app?: string
  reference?: string
  partition?: number
  check?: CheckName[]
  maxCycles?: number
  maxTime?: number
  hostTimeout?: number
  trace?: boolean
  keep?: string
  json?: boolean
}

export function addVerify(program: Command, terminal: Terminal): void {
  const command = program.command('verify')
  addBundleOptions(command)
    .description('run the language model on the emulated iMac and prove its output right against a little-endian run')
    .option('-p, --prompt <text>', 'the beginning of the story')
    .option('--prompt-file <file>', 'take it from a file, in UTF-8 or Mac OS Roman')
    .option(
      '-n, --steps <n>',
      'tokens in all, those of the prompt included; 0 is the whole context',
      wholeNumber(0, 1_000_000),
    )
    .option('-t, --temperature <t>', '0 takes the likeliest token always', decimalNumber(0, 100))
    .option('--top-p <p>', 'choose among the likeliest tokens that have this probability together', decimalNumber(0, 1))
    .option('-s, --seed <n>', 'of the random numbers', wholeNumber(1, 4_294_967_295))
    .option('-m, --model <file>', 'a llama2.c model in either byte order')
    .option('-k, --tokenizer <file>', 'its tokenizer in either byte order')
    .option('--app <file>', 'another build of the application, such as one from Retro68 (.bin)')
    .option('--reference <file>', 'another wasm32-wasi build as the reference')
    .option('--partition <size>', 'memory for the application, as in Get Info', byteSize)
    .option('--max-cycles <n>', 'stop after so many cycles of the processor', cycleCount)
    .option('--max-time <time>', 'stop after so much virtual time', duration)
    .option('--host-timeout <time>', 'stop after so much time of the host', duration)
    .option(
      '--check <names>',
      `look for mistakes: ${checkTable.map(({ name }) => name).join(', ')}, or all`,
      checkNames,
    )
    .option('--trace', 'compare every activation bit for bit, not the text alone')
    .option('--keep <folder>', 'keep the volume, the outputs, the traces and the report there')
    .option('--json', 'the report as JSON on standard output, and no display')
    .action(async (args: VerifyArguments) => {
      const { runVerify } = await import('./verify-action.ts')
      await runVerify(args, terminal)
    })
}

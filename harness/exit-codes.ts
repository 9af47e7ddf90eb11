/**
 * Every exit code of the `bondi` command, in one table. docs/exit-codes.md is generated from it, and a test keeps it current.
 *
 * The numbers are part of the interface: a new outcome gets a new number, and a number is never used again for something else.
 */

export interface ExitCode {
  readonly name: string
  readonly code: number
  readonly meaning: string
}

const table = [
  { name: 'ok', code: 0, meaning: 'It worked. For `verify`: the output is identical to the reference.' },
  {
    name: 'different',
    code: 1,
    meaning:
      'The program ran to its end, but its output or its arithmetic differs from the reference, or the screen from an expected picture.',
  },
  { name: 'usage', code: 2, meaning: 'The command line is wrong: unknown command or option, missing or bad argument.' },
  {
    name: 'bad-input',
    code: 3,
    meaning: 'An input is missing, damaged or of the wrong kind, or an output cannot be written.',
  },
  {
    name: 'missing-tool',
    code: 4,
    meaning: 'The host lacks a program that the command needs; the message says which package has it.',
  },
  { name: 'build-failed', code: 5, meaning: '`build`: a source does not compile, or the objects do not link.' },
  { name: 'damaged-volume', code: 6, meaning: '`disk check`: the volume is damaged.' },
  {
    name: 'program-reported',
    code: 7,
    meaning:
      '`verify`: the program reports that something is wrong with its input or its memory: both programs do, or the one on the Mac alone.',
  },
  {
    name: 'not-collected',
    code: 8,
    meaning: '`run`: the program ended by itself, but a file named by `--collect` does not exist.',
  },
  {
    name: 'launch-failed',
    code: 9,
    meaning: 'The system could not launch the program: no PowerPC code in it, or a partition that is too small.',
  },
  { name: 'missing-service', code: 10, meaning: 'The program called a Mac OS service that Bondi lacks.' },
  {
    name: 'illegal-instruction',
    code: 11,
    meaning: 'The program ran into an instruction that a PowerPC 750 in user mode refuses.',
  },
  { name: 'access', code: 12, meaning: 'The program read or wrote outside RAM.' },
  { name: 'jump', code: 13, meaning: 'The program jumped to where there is no code.' },
  { name: 'stack-overflow', code: 14, meaning: 'The stack of the program met its heap.' },
  {
    name: 'trap',
    code: 15,
    meaning:
      'The program executed a trap, an access that the 750 refuses as unaligned, or arithmetic with an exception that it had enabled.',
  },
  {
    name: 'system-error',
    code: 16,
    meaning: 'The program stopped the machine itself: SysError, Debugger, or an assertion of the system.',
  },
  {
    name: 'exit-status',
    code: 17,
    meaning:
      'The program ended by itself and said that it failed: an exit status other than 0, `abort`, or an assertion that does not hold.',
  },
  { name: 'unhandled-exception', code: 18, meaning: 'The program threw a C++ exception that nothing catches.' },
  { name: 'heap-corrupt', code: 19, meaning: 'The program damaged its heap, and that is what it ended by.' },
  { name: 'cycle-budget', code: 20, meaning: 'The run used up its budget of processor cycles (`--max-cycles`).' },
  { name: 'time-budget', code: 21, meaning: 'The run used up its budget of virtual time (`--max-time`).' },
  {
    name: 'host-timeout',
    code: 22,
    meaning: 'The run took too long on the host (`--host-timeout`); how far it got depends on the host.',
  },
  {
    name: 'idle',
    code: 23,
    meaning: 'The program waits for an event that can never come, since nobody is at the keyboard.',
  },
  {
    name: 'diverged',
    code: 25,
    meaning: '`replay`: the run came to something else than the one in the bundle; the first call that parts is named.',
  },
  {
    name: 'tests-failed',
    code: 30,
    meaning:
      '`test`: a case failed, or what is known to fail passes; the report says which, and how each program ended.',
  },
  { name: 'check', code: 40, meaning: 'A check that was asked for with `--check` found something.' },
  { name: 'internal', code: 70, meaning: 'A bug in Bondi itself. Please report it with the text that it prints.' },
  { name: 'interrupted', code: 130, meaning: 'Stopped by Ctrl-C (SIGINT).' },
] as const satisfies readonly ExitCode[]

export type ExitCodeName = (typeof table)[number]['name']

export const exitCodes: readonly ExitCode[] = table

const codeOf = new Map<string, number>(table.map((row) => [row.name, row.code]))

/** The number that goes with a name of the table. */
export function exitCode(name: ExitCodeName): number {
  return codeOf.get(name)!
}

/** docs/exit-codes.md, whole. */
export function exitCodesAsMarkdown(): string {
  const rows = table.map((row) => `| ${row.code} | \`${row.name}\` | ${row.meaning} |`)
  return [
    '# Exit codes',
    '',
    'Generated from `harness/exit-codes.ts` by `bondi exit-codes --markdown`.',
    'With `--json`, the name is in the field `exit`.',
    '',
    '| code | name | meaning |',
    '| ---: | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

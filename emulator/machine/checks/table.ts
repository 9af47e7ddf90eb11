/** The checks that a run can be made under, a row each: what a user asks for, what it finds, and how. docs/checks.md has the costs. */

export interface CheckRow {
  readonly name: string
  readonly finds: string
  /** How it comes to know. */
  readonly by: string
}

const table = [
  {
    name: 'heap',
    finds:
      'accesses outside of blocks, to disposed blocks, by pointers into blocks that have moved or by disposed handles, and a block disposed of twice',
    by: 'marks all of a heap but the contents of blocks; moves unlocked relocatable blocks after each call that allocates',
  },
  {
    name: 'nan',
    finds: 'the first arithmetic that makes an infinity or a NaN out of finite numbers',
    by: 'results that are not finite are computed outside of translated code',
  },
  {
    name: 'null',
    finds: 'reads and writes at addresses below 0x100, which Mac OS lets pass',
    by: 'marks those addresses; low-memory globals begin behind them',
  },
  {
    name: 'uninit',
    finds: 'reads of bytes of blocks and of the stack that nothing was ever written to',
    by: 'marks each byte until it is written; a load that is only stored again is none',
  },
  {
    name: 'stack',
    finds:
      'a function that returns elsewhere than to its caller, and a stack that has met the heap, at the call that did it',
    by: 'keeps a list of the calls in progress beside the stack',
  },
] as const satisfies readonly CheckRow[]

export type CheckName = (typeof table)[number]['name']
export const checkTable: readonly (CheckRow & { readonly name: CheckName })[] = table

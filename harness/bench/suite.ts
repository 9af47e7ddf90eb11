/** What the benchmark measures, and what it is to reach: one row a program. The programs are in programs/. */

export interface Targets {
  /** Bondi is at least so many times as fast as qemu-ppc. */
  readonly qemu: number
  /** And as the same C compiled to WebAssembly, on the same V8. */
  readonly wasm: number
}

export const categories = {
  single: { title: 'single precision', targets: { qemu: 30, wasm: 0.9 } },
  double: { title: 'double precision', targets: { qemu: 15, wasm: 0.7 } },
  memory: { title: 'integers, memory', targets: { qemu: 1, wasm: 0.7 } },
  calls: { title: 'calls, computed jumps', targets: { qemu: 1, wasm: 0.5 } },
} as const satisfies Record<string, { title: string; targets: Targets }>

export type Category = keyof typeof categories

export interface Program {
  /** Its source is programs/NAME.c. */
  readonly name: string
  readonly category: Category
  readonly what: string
  /** Loops stay loops: compilers make calls of the C library's functions of some. */
  readonly keepLoops?: boolean
}

export const programs: readonly Program[] = [
  { name: 'dot-product', category: 'single', what: 'dot product of 512 floats' },
  { name: 'matrix', category: 'single', what: 'product of two 48 by 48 matrices of floats' },
  { name: 'polynomial', category: 'double', what: "Horner's rule, degree 8, at 256 points" },
  { name: 'exponential', category: 'double', what: 'e to the x by its series, 128 times' },
  { name: 'square-root', category: 'double', what: "square roots by Newton's method, 128 times" },
  { name: 'crc32', category: 'memory', what: 'CRC-32 of 4 KB by table' },
  { name: 'strings', category: 'memory', what: 'comparison of 63 pairs of strings', keepLoops: true },
  { name: 'copy', category: 'memory', what: 'copy of 8 KB by words and 512 bytes by bytes', keepLoops: true },
  { name: 'quicksort', category: 'calls', what: 'quicksort of 1024 words, comparison through a pointer' },
  { name: 'fibonacci', category: 'calls', what: 'recursive Fibonacci numbers 16 to 19' },
  { name: 'interpreter', category: 'calls', what: 'a stack machine, a switch in a loop, counts primes' },
  { name: 'dhrystone', category: 'calls', what: 'Dhrystone 2.1' },
]

/** The application itself, measured in tokens. */
export const LANGUAGE_MODEL = { name: 'llm', category: 'single', what: 'the language model, a token' } as const

/** Objects for the tests, compiled from a few lines of C. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MAC_LANGUAGE_FLAGS, MAC_TARGET_FLAGS } from '../../toolchain/compile/clang.ts'
import { type CompiledObject, compileCached } from '../../toolchain/compile/object-cache.ts'

/** `name` has the language's extension: `main.c`. */
export async function compileText(name: string, text: string, flags: readonly string[] = []): Promise<CompiledObject> {
  const folder = mkdtempSync(join(tmpdir(), 'bondi-objects-'))
  try {
    const source = join(folder, name)
    writeFileSync(source, text)
    return await compileCached({
      source,
      flags: [...MAC_TARGET_FLAGS, ...MAC_LANGUAGE_FLAGS, '-O2', '-ffreestanding', ...flags],
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Uses every kind of symbol and relocation that C gives rise to. */
export const EVERYTHING = `
extern int imported(int); extern int variable; int weak_function(void) __attribute__((weak));
static int counter = 5; int array[100]; double number = 2.5; static int local_zero[30];
const char *const names[] = {"a", "b", "cde"}; const int table[4] = {1, 2, 3, 4};
const char *const *volatile all_names = names; int *pointer = &counter; int (*function)(int) = imported;
__attribute__((constructor(150))) static void construct(void) { counter = array[3]; }
int use(int x) {
  switch (x) { case 0: return imported(5); case 1: return variable * 77; case 2: return x ^ local_zero[x]; case 3: return x / 99;
    case 4: return x << counter; case 5: return function(x - 1); case 6: return *pointer | 33; case 7: return all_names[x & 1][0]; }
  local_zero[x] = x; pointer = &variable;
  return weak_function ? weak_function() : table[x & 3] + (int)number;
}
__attribute__((weak)) long long divide(long long a, long long b) { return a / b; }
`

/**
 * Bundles the build: a program of hundreds of modules takes longer to load than to run. Entries keep their paths, what they share goes
 * into dist/chunks, and verbs that are imported when used stay apart.
 */
import { defineConfig } from 'rolldown'

const entries = [
  'emulator/index',
  'toolchain/index',
  'harness/index',
  'harness/cli/main',
  'harness/executor/main',
  'harness/vitest/index',
  'harness/machine/worker',
  'harness/debug/worker',
  'harness/suite/worker',
  'harness/bench/main',
  'harness/bench/figures/in-process',
]

export default defineConfig({
  input: Object.fromEntries(entries.map((entry) => [entry, `${entry}.ts`])),
  platform: 'node',
  external: /^(?!\.|\/)/,
  output: { dir: 'dist', format: 'esm', chunkFileNames: 'chunks/[name]-[hash].js', sourcemap: true, cleanDir: true },
})

/**
 * The Debian packages that tests, benchmark and toolchain use, and what each is for.
 *
 * The main job needs none of them: what it runs is built and committed.
 */

import { spawnSync } from 'node:child_process'

export const debianPackages = [
  { name: 'clang-19', purpose: 'compiles C for the Mac and for the reference' },
  { name: 'llvm-19', purpose: 'reads XCOFF objects and disassembles, as an oracle' },
  { name: 'lld-19', purpose: 'links the reference module' },
  { name: 'newlib-source', purpose: 'the C library of applications' },
  { name: 'wasi-libc', purpose: 'the C library of the reference' },
  { name: 'libclang-rt-19-dev-wasm32', purpose: 'compiler support routines of the reference' },
  { name: 'qemu-user', purpose: 'runs PowerPC instructions, as an oracle' },
  { name: 'gcc', purpose: 'compiles the native programs of the benchmark' },
  { name: 'libc6-dev', purpose: 'the C library of the native programs' },
  { name: 'gcc-powerpc-linux-gnu', purpose: 'compiles programs for qemu-ppc' },
  { name: 'libc6-dev-powerpc-cross', purpose: 'the C library of programs for qemu-ppc' },
  { name: 'hfsutils', purpose: 'reads and writes HFS volumes, as an oracle' },
  { name: 'macutils', purpose: 'reads and writes MacBinary and BinHex, as an oracle' },
  { name: 'libconvert-binhex-perl', purpose: 'reads and writes BinHex, as an oracle' },
  { name: 'unar', purpose: 'reads MacBinary, BinHex and AppleSingle and writes AppleDouble, as an oracle' },
  { name: 'python3-fonttools', purpose: 'reads resource forks, as an oracle' },
  { name: 'fondu', purpose: 'writes resource forks, as an oracle' },
  { name: 'netpbm', purpose: 'makes QuickDraw pictures, as an oracle' },
  { name: 'sox', purpose: 'reads recorded sound, as an oracle' },
  { name: 'chromium', purpose: 'runs the emulator in a browser, and shows the page of a suite' },
  { name: 'libxml2-utils', purpose: 'checks JUnit XML against its schema, as an oracle' },
  { name: 'python3-junitparser', purpose: 'reads JUnit XML, as an oracle' },
  { name: 'gdb-multiarch', purpose: 'debugs programs by way of the remote protocol, as an oracle' },
  { name: 'xz-utils', purpose: 'unpacks the C library' },
]

/** The packages that are not installed, by name. */
export function missingPackages() {
  const query = spawnSync(
    'dpkg-query',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own placeholders
    ['-W', '-f', '${Package}\t${db:Status-Status}\n', ...debianPackages.map((p) => p.name)],
    {
      encoding: 'utf8',
    },
  )
  if (query.error) return undefined
  const installed = new Set()
  for (const line of query.stdout.split('\n')) {
    const [name, status] = line.split('\t')
    if (status === 'installed') installed.add(name)
  }
  return debianPackages.filter((p) => !installed.has(p.name)).map((p) => p.name)
}

/**
 * Installs what is missing where that is possible.
 *
 * @returns the packages that are still missing
 */
export function installMissingPackages(log = console.error) {
  const missing = missingPackages()
  if (missing === undefined) {
    log('This is not a Debian system: tests that need a tool which is not installed will be skipped.')
    return debianPackages.map((p) => p.name)
  }
  if (missing.length === 0) return []
  if (process.getuid?.() !== 0) {
    log(
      `Some tests need Debian packages that are not installed. To run them:\n\n  sudo apt-get install ${missing.join(' ')}\n`,
    )
    return missing
  }
  log(`Installing Debian packages: ${missing.join(' ')}`)
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...parameters) =>
    spawnSync('apt-get', parameters, { stdio: ['ignore', 'ignore', 'inherit'], env: environment })
  apt('update', '-qq')
  apt('install', '-y', '-qq', '--no-install-recommends', ...missing)
  const left = missingPackages()
  if (left.length > 0) log(`apt-get could not install: ${left.join(' ')}`)
  return left
}

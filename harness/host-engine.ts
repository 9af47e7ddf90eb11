/**
 * Settings of the JavaScript engine that must be made before the first WebAssembly module is compiled.
 *
 * Node 20 has relaxed SIMD (whose multiply-add is a fused one on the processors that have it) behind a flag; later versions have
 * it on. The flag holds for the whole process, worker threads included. Where it stays off, the translator takes its other exact
 * path and the bits are the same.
 */
import v8 from 'node:v8'

/** A module of one function, `f32x4.relaxed_madd` of zeros: valid exactly where the engine has relaxed SIMD. */
const probe = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 5, 1, 0x60, 0, 1, 0x7b],
  ...[3, 2, 1, 0],
  ...[10, 19, 1, 17, 0, 0x41, 0, 0xfd, 0x11, 0x41, 0, 0xfd, 0x11, 0x41, 0, 0xfd, 0x11, 0xfd, 0x85, 0x02, 0x0b],
)

export function hasRelaxedSimd(): boolean {
  return WebAssembly.validate(probe)
}

/** Turns relaxed SIMD on where it is off; returns whether it is on now. Harmless to call twice. */
export function prepareHostEngine(): boolean {
  if (!hasRelaxedSimd()) v8.setFlagsFromString('--experimental-wasm-relaxed-simd')
  v8.setFlagsFromString('--experimental-wasm-branch-hinting')
  return hasRelaxedSimd()
}

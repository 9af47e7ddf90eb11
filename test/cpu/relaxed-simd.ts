/** Imported for its effect, before any WebAssembly: Node 20 has relaxed SIMD, with its fused multiply-adds, behind a flag. */

import { setFlagsFromString } from 'node:v8'

setFlagsFromString('--experimental-wasm-relaxed-simd')

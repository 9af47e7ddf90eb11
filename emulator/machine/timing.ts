/** What virtual time comes from. */

export const TIMINGS = ['static', 'caches'] as const
/** `static`: instructions take their cycles, and every access to memory is a hit. `caches`: the profile's caches are simulated, and what is waited for them passes too. */
export type Timing = (typeof TIMINGS)[number]

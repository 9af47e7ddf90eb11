/** Threads that run cases: as many as wanted, kept warm from case to case, and ended when one takes too long. */
import { Piscina } from 'piscina'
import { BondiError } from '../../emulator/errors.ts'
import { prepareHostEngine } from '../host-engine.ts'
import { builtModule } from '../project-files.ts'
import type { CaseRun, CaseTask } from './run-case.ts'

export interface CaseThreads {
  /** Undefined when the host ended it: the time was over. Rejects with `interrupted` after the signal. */
  run(task: CaseTask, hostSeconds: number): Promise<CaseRun | undefined>
  close(): Promise<void>
}

/** From the sources, where there is no worker to load, cases run in this thread, which nothing ends. */
function thisThread(): CaseThreads {
  return {
    async run(task) {
      const { runCase } = await import('./run-case.ts')
      return runCase(task)
    },
    async close() {},
  }
}

export function openThreads(count: number, signal?: AbortSignal): CaseThreads {
  prepareHostEngine()
  const filename = builtModule('harness/suite/worker.js')
  if (filename === undefined) return thisThread()
  const pool = new Piscina({ filename, minThreads: count, maxThreads: count, idleTimeout: Number.POSITIVE_INFINITY })
  return {
    async run(task, hostSeconds) {
      const killer = new AbortController()
      const interrupt = () => killer.abort()
      signal?.addEventListener('abort', interrupt)
      if (signal?.aborted) interrupt()
      // The thread's time starts here: no more tasks are given to the pool than it has threads
      const timer = setTimeout(() => killer.abort(), hostSeconds * 1000)
      try {
        return (await pool.run(task, { signal: killer.signal })) as CaseRun
      } catch (error) {
        if (signal?.aborted) throw new BondiError('interrupted', 'interrupted')
        if (killer.signal.aborted) return undefined
        throw error
      } finally {
        clearTimeout(timer)
        signal?.removeEventListener('abort', interrupt)
      }
    },
    close: () => pool.destroy(),
  }
}

/** The thread in which a program runs; workshop.ts is at the other end. */
import { parentPort, workerData } from 'node:worker_threads'
import { BondiError } from '../../emulator/errors.ts'
import type { RunEvent, RunRequest } from './run.ts'

/** What a worker is for; it loads that before the first job comes. */
export type WorkerRole = 'machine' | 'reference'

export type WorkerJob =
  | { readonly kind: 'run'; readonly request: RunRequest }
  | { readonly kind: 'reference'; readonly program: Uint8Array; readonly files: ReadonlyMap<string, Uint8Array> }

export type WorkerAnswer =
  | { readonly kind: 'event'; readonly event: RunEvent }
  | { readonly kind: 'done'; readonly result: unknown }
  | {
      readonly kind: 'failed'
      readonly error: { code?: string; message: string; hint?: string | undefined; stack?: string | undefined }
    }

async function work(job: WorkerJob, answer: (answer: WorkerAnswer) => void): Promise<unknown> {
  if (job.kind === 'run') {
    const { runProgram } = await import('./run.ts')
    return runProgram(job.request, (event) => answer({ kind: 'event', event }))
  }
  const { runReference } = await import('../reference/wasi-run.ts')
  return runReference(job.program, job.files)
}

function describe(error: unknown): Extract<WorkerAnswer, { kind: 'failed' }>['error'] {
  if (error instanceof BondiError) return { code: error.code, message: error.message, hint: error.hint }
  if (error instanceof Error) return { message: error.message, stack: error.stack }
  return { message: String(error) }
}

const prepare: Record<WorkerRole, () => Promise<unknown>> = {
  machine: () => import('./run.ts'),
  reference: () => import('../reference/wasi-run.ts').then(({ loadWasi }) => loadWasi()),
}

const port = parentPort
if (port) {
  const answer = (message: WorkerAnswer) => port.postMessage(message)
  port.on('message', async (job: WorkerJob) => {
    try {
      answer({ kind: 'done', result: await work(job, answer) })
    } catch (error) {
      answer({ kind: 'failed', error: describe(error) })
    }
  })
  // A failure to load comes back with the first job.
  void prepare[workerData as WorkerRole]().catch(() => {})
}

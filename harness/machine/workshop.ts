/**
 * Where programs run: in worker threads, so that the display goes on, the guest and its reference run at the same time, and
 * a run can be ended from outside. From the sources, where no worker can be loaded, in this thread.
 */
import { Worker } from 'node:worker_threads'
import { BondiError } from '../../emulator/errors.ts'
import { prepareHostEngine } from '../host-engine.ts'
import { builtModule } from '../project-files.ts'
import { type ReferenceResult, runReference } from '../reference/wasi-run.ts'
import type { RunEvent, RunRecord, RunRequest } from './run.ts'
import type { WorkerAnswer, WorkerJob, WorkerRole } from './worker.ts'

export interface Workshop {
  run(request: RunRequest, onEvent?: (event: RunEvent) => void): Promise<RunRecord>
  reference(program: Uint8Array, files: ReadonlyMap<string, Uint8Array>): Promise<ReferenceResult>
  close(): Promise<void>
}

const interrupted = () => new BondiError('interrupted', 'interrupted')

/** A workshop of worker threads, or of this thread where the sources run and no `worker` is given. */
export function openWorkshop(
  signal?: AbortSignal,
  worker: string | undefined = builtModule('harness/machine/worker.js'),
): Workshop {
  prepareHostEngine()
  return worker === undefined ? localWorkshop() : threadedWorkshop(worker, signal)
}

function localWorkshop(): Workshop {
  return {
    async run(request, onEvent = () => {}) {
      const { runProgram } = await import('./run.ts')
      return runProgram({ ...request, image: request.image.slice() }, onEvent)
    },
    reference: runReference,
    async close() {},
  }
}

function threadedWorkshop(program: string, signal: AbortSignal | undefined): Workshop {
  const workers: Record<WorkerRole, Worker> = {
    machine: startWorker(program, 'machine'),
    reference: startWorker(program, 'reference'),
  }
  /** Each worker does one job at a time. */
  const queues: Record<WorkerRole, Promise<unknown>> = { machine: Promise.resolve(), reference: Promise.resolve() }

  function work<T>(role: WorkerRole, job: WorkerJob, onEvent: (event: RunEvent) => void): Promise<T> {
    const result = queues[role].then(() => doJob<T>(workers[role], job, onEvent, signal))
    queues[role] = result.catch(() => {})
    return result
  }

  return {
    run: (request, onEvent = () => {}) => work<RunRecord>('machine', { kind: 'run', request }, onEvent),
    reference: (program, files) => work<ReferenceResult>('reference', { kind: 'reference', program, files }, () => {}),
    async close() {
      await Promise.all(Object.values(workers).map((worker) => worker.terminate()))
    },
  }
}

/** The worker loads what its role needs while this thread prepares the job. */
function startWorker(program: string, role: WorkerRole): Worker {
  const worker = new Worker(program, { workerData: role })
  worker.unref()
  return worker
}

function doJob<T>(
  worker: Worker,
  job: WorkerJob,
  onEvent: (event: RunEvent) => void,
  signal: AbortSignal | undefined,
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(interrupted())
    const settle = (finish: () => void): void => {
      for (const [event, listener] of Object.entries(listeners)) worker.off(event, listener)
      worker.unref()
      signal?.removeEventListener('abort', onAbort)
      finish()
    }
    const onAbort = () => settle(() => reject(interrupted()))
    signal?.addEventListener('abort', onAbort)
    worker.ref()
    // Only these are removed: a Worker listens to itself, and is deaf once that listener is gone.
    const listeners = {
      error: (error: Error) => settle(() => reject(error)),
      exit: () => settle(() => reject(new Error('a worker thread ended unasked'))),
      message: (answer: WorkerAnswer) => {
        if (answer.kind === 'event') return onEvent(answer.event)
        settle(() => (answer.kind === 'done' ? resolve(answer.result as T) : reject(reviveError(answer.error))))
      },
    }
    for (const [event, listener] of Object.entries(listeners)) worker.on(event, listener)
    worker.postMessage(job)
  })
}

/** Errors lose their class on the way between threads. */
function reviveError(error: Extract<WorkerAnswer, { kind: 'failed' }>['error']): Error {
  if (error.code !== undefined) return new BondiError(error.code, error.message, error.hint)
  return Object.assign(new Error(error.message), { stack: error.stack })
}

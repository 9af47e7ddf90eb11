/** The thread in which a program that is debugged runs; server.ts is at the other end. */

import { parentPort, workerData } from 'node:worker_threads'
import { BondiError } from '../../emulator/errors.ts'
import { prepareHostEngine } from '../host-engine.ts'
import { type DebugJob, type FromProgram, PacketReceiver } from './link.ts'
import { Session } from './session.ts'

const { request, shared, packets } = workerData as DebugJob
const send = (message: FromProgram) => parentPort!.postMessage(message)

try {
  prepareHostEngine()
  new Session(request, new PacketReceiver(shared, packets), send).run()
} catch (error) {
  const { message, code, hint } =
    error instanceof BondiError
      ? error
      : { message: String((error as Error).stack ?? error), code: undefined, hint: undefined }
  send({ kind: 'failed', message, ...(code !== undefined && { code, hint }) })
}
packets.close()

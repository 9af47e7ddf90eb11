/**
 * Between the thread that has the socket and the thread in which the program runs. The program's thread waits for packets inside a call
 * from translated code, where no event can come: it sleeps on a shared counter.
 */

import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads'
import type { CodeSymbols } from '../../emulator/machine/debugger/code-symbols.ts'
import type { Picture } from '../../emulator/machine/screenshot.ts'
import type { ExitCodeName } from '../exit-codes.ts'
import type { RunRequest } from '../machine/run.ts'

const [COUNTER, INTERRUPT] = [0, 1]
export const SHARED_BYTES = 8

export interface DebugJob {
  readonly request: RunRequest
  readonly shared: SharedArrayBuffer
  readonly packets: MessagePort
}

export interface EndedRun {
  readonly outcome: ExitCodeName
  readonly message: string
  /** The volume, whole. */
  readonly image: Uint8Array
}

export type FromProgram =
  /** The program is about to begin. */
  | { readonly kind: 'ready'; readonly symbols: CodeSymbols; readonly missing: readonly string[] }
  | { readonly kind: 'packet'; readonly text: string }
  | { readonly kind: 'console'; readonly text: string }
  | { readonly kind: 'picture'; readonly path: string; readonly picture: Picture }
  | { readonly kind: 'ended'; readonly run: EndedRun; readonly reply: string | undefined }
  | { readonly kind: 'failed'; readonly message: string; readonly code?: string; readonly hint?: string | undefined }

/** The socket's end. */
export class PacketSender {
  private readonly cells: Int32Array
  private readonly port: MessagePort

  constructor(shared: SharedArrayBuffer, port: MessagePort) {
    this.cells = new Int32Array(shared)
    this.port = port
  }

  send(packet: string): void {
    this.port.postMessage(packet)
    Atomics.add(this.cells, COUNTER, 1)
    Atomics.notify(this.cells, COUNTER)
  }

  interrupt(): void {
    Atomics.store(this.cells, INTERRUPT, 1)
  }
}

/** The program's end. */
export class PacketReceiver {
  private readonly cells: Int32Array
  private readonly port: MessagePort

  constructor(shared: SharedArrayBuffer, port: MessagePort) {
    this.cells = new Int32Array(shared)
    this.port = port
  }

  /** Sleeps until there is one. */
  receive(): string {
    for (;;) {
      const seen = Atomics.load(this.cells, COUNTER)
      const got = receiveMessageOnPort(this.port)
      if (got !== undefined) return got.message as string
      Atomics.wait(this.cells, COUNTER, seen)
    }
  }

  takeInterrupt(): boolean {
    return Atomics.exchange(this.cells, INTERRUPT, 0) === 1
  }
}

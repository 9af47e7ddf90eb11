/** Where gdb connects: a socket of this host, whose packets go to the program's thread and back. */

import { createServer, type Server, type Socket } from 'node:net'
import { MessageChannel, Worker } from 'node:worker_threads'
import { BondiError } from '../../emulator/errors.ts'
import type { CodeSymbols } from '../../emulator/machine/debugger/code-symbols.ts'
import type { Picture } from '../../emulator/machine/screenshot.ts'
import type { RunRequest } from '../machine/run.ts'
import { builtModule } from '../project-files.ts'
import { type DebugJob, type EndedRun, type FromProgram, PacketSender, SHARED_BYTES } from './link.ts'
import { frame, PacketReader } from './packets.ts'

export interface DebugOptions {
  /** 0: any that is free. */
  readonly port: number
  /** Its reason is thrown. */
  readonly signal: AbortSignal
  onReady(ready: { readonly port: number; readonly symbols: CodeSymbols; readonly missing: readonly string[] }): void
  onConsole(text: string): void
  onPicture(path: string, picture: Picture): void
}

const HOST = '127.0.0.1'
const ACKNOWLEDGED = '+'

/** Debugs a program; returns how it ended, or nothing where gdb has killed it or gone away. */
export async function debugProgram(request: RunRequest, options: DebugOptions): Promise<EndedRun | undefined> {
  const server = createServer()
  try {
    await listen(server, options.port)
    return await serve(request, server, options)
  } finally {
    server.close()
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', ({ message }) => {
      reject(new BondiError('no-port', `gdb cannot connect to port ${port}: ${message}`, 'Give another --port.'))
    })
    server.listen(port, HOST, resolve)
  })
}

function startProgram(request: RunRequest): { worker: Worker; packets: PacketSender } {
  const program = builtModule('harness/debug/worker.js')
  if (program === undefined) throw new Error('a program is debugged by the built command')
  const shared = new SharedArrayBuffer(SHARED_BYTES)
  const { port1, port2 } = new MessageChannel()
  const workerData: DebugJob = { request, shared, packets: port2 }
  const worker = new Worker(program, { workerData, transferList: [port2] })
  port1.unref()
  return { worker, packets: new PacketSender(shared, port1) }
}

function serve(request: RunRequest, server: Server, options: DebugOptions): Promise<EndedRun | undefined> {
  const { worker, packets } = startProgram(request)
  let connection: Connection | undefined
  return new Promise<EndedRun | undefined>((resolve, reject) => {
    options.signal.addEventListener('abort', () => reject(options.signal.reason))
    server.on('connection', (socket) => {
      if (connection !== undefined) return socket.destroy()
      connection = new Connection(socket, packets, () => resolve(undefined))
    })
    worker.on('error', reject)
    worker.on('exit', () => reject(new Error('the thread of the program ended unasked')))
    worker.on('message', (message: FromProgram) => {
      switch (message.kind) {
        case 'ready':
          options.onReady({ ...message, port: (server.address() as { port: number }).port })
          break
        case 'packet':
          connection?.send(message.text)
          break
        case 'console':
          options.onConsole(message.text)
          break
        case 'picture':
          options.onPicture(message.path, message.picture)
          break
        case 'ended':
          if (message.reply !== undefined) connection?.send(message.reply)
          resolve(message.run)
          break
        case 'failed':
          reject(
            message.code === undefined
              ? new Error(message.message)
              : new BondiError(message.code, message.message, message.hint),
          )
      }
    })
  }).finally(async () => {
    connection?.end()
    await worker.terminate()
  })
}

class Connection {
  private readonly socket: Socket
  private readonly packets: PacketSender
  private readonly reader = new PacketReader()
  private readonly onGone: () => void
  private acknowledges = true
  private isDetached = false

  constructor(socket: Socket, packets: PacketSender, onGone: () => void) {
    this.socket = socket
    this.packets = packets
    this.onGone = onGone
    socket.setNoDelay(true)
    socket.setEncoding('latin1')
    socket.on('data', (bytes) => this.receive(String(bytes)))
    socket.on('error', () => {})
    socket.on('close', () => {
      if (!this.isDetached) onGone()
    })
  }

  send(text: string): void {
    this.socket.write(frame(text), 'latin1')
  }

  end(): void {
    this.isDetached = true
    this.socket.end()
  }

  private receive(bytes: string): void {
    for (const one of this.reader.read(bytes)) {
      if (one.kind === 'interrupt') this.packets.interrupt()
      else if (one.kind === 'damaged') this.socket.write('-')
      else this.take(one.text)
    }
  }

  private take(text: string): void {
    if (this.acknowledges) this.socket.write(ACKNOWLEDGED)
    if (text === 'QStartNoAckMode') {
      this.send('OK')
      this.acknowledges = false
      return
    }
    if (text === 'k' || text.startsWith('vKill')) {
      if (text !== 'k') this.send('OK')
      this.onGone()
      return
    }
    if (text.startsWith('D')) this.isDetached = true
    this.packets.send(text)
  }
}

import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import WebSocket from "ws";

interface CallFrame {
  readonly location: { readonly lineNumber: number };
}

export interface DebuggerSession {
  send(method: string, params?: object): Promise<void>;
  /** The call frames of the next pause, the innermost first. */
  paused(): Promise<[CallFrame, ...CallFrame[]]>;
  close(): void;
}

interface Message {
  readonly id?: number;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: { readonly callFrames: [CallFrame, ...CallFrame[]] };
}

/** Attaches to the Node process with its inspector at this port of 127.0.0.1, as soon as there is one. */
export async function openDebugger(port: number): Promise<DebuggerSession> {
  const socket = new WebSocket(await addressOf(port));
  await once(socket, "open");
  let lastId = 0;
  const answers = new Map<number, (message: Message) => void>();
  const pauses: [CallFrame, ...CallFrame[]][] = [];
  let onPause = () => {};
  socket.on("message", (data) => {
    const message: Message = JSON.parse(String(data));
    if (message.id !== undefined) answers.get(message.id)?.(message);
    if (message.method !== "Debugger.paused" || !message.params) return;
    pauses.push(message.params.callFrames);
    onPause();
  });
  const send = async (method: string, params: object = {}) => {
    const id = ++lastId;
    const answered = new Promise<Message>((resolve) => answers.set(id, resolve));
    socket.send(JSON.stringify({ id, method, params }));
    const { error } = await answered;
    if (error) throw new Error(`${method}: ${error.message}`);
  };
  await send("Runtime.enable");
  await send("Debugger.enable");
  return {
    send,
    async paused() {
      for (let frames = pauses.shift(); ; frames = pauses.shift()) {
        if (frames) return frames;
        await new Promise<void>((resolve) => {
          onPause = resolve;
        });
      }
    },
    close: () => socket.close(),
  };
}

async function addressOf(port: number): Promise<string> {
  for (;;) {
    try {
      const targets = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json();
      return (targets as { webSocketDebuggerUrl: string }[])[0]?.webSocketDebuggerUrl ?? "";
    } catch {
      await pause(50); // not listening yet
    }
  }
}

import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Connect, Plugin } from "vite";
import { type WebSocket, WebSocketServer } from "ws";
import type { Frame, LiveRequest, LiveResource } from "../src/client/contract/live.ts";
import { type Context, Refusal } from "./asking.ts";
import { routes } from "./routes.ts";
import { iso } from "./house.ts";
import { newWorld } from "./world.ts";

/** A server in memory behind `vite` and `vite preview`, for work on the desk and for its pictures. */
export function mock(): Plugin {
  const context: Context = { world: newWorld(), signedIn: true, failing: new Set(), slow: 0, publish };
  const seqs = new Map<string, number>();
  const topics = new Map<WebSocket, Set<string>>();

  function publish(topic: string, resources: LiveResource[]) {
    const prev = seqs.get(topic) ?? 0;
    seqs.set(topic, prev + 1);
    const frame: Frame = { topic, prev, seq: prev + 1, now: iso(Date.now()), resources };
    for (const [socket, wanted] of topics) if (wanted.has(topic)) socket.send(JSON.stringify(frame));
  }

  function answerSockets(server: Server) {
    const sockets = new WebSocketServer({ noServer: true });
    server.on("upgrade", (request, socket, head) => {
      if (!request.url?.startsWith("/api/v1/live")) return;
      sockets.handleUpgrade(request, socket, head, (one) => {
        topics.set(one, new Set());
        one.on("close", () => topics.delete(one));
        one.on("message", (data) => {
          const asked = JSON.parse(String(data)) as LiveRequest;
          if ("subscribe" in asked) {
            topics.get(one)?.add(asked.subscribe);
            const seq = seqs.get(asked.subscribe) ?? 0;
            one.send(JSON.stringify({ topic: asked.subscribe, prev: null, seq, now: iso(Date.now()), resources: [] } satisfies Frame));
          }
          if ("unsubscribe" in asked) topics.get(one)?.delete(asked.unsubscribe);
        });
      });
    });
  }

  return {
    name: "mock",
    configureServer(server) {
      server.middlewares.use(middleware(context));
      if (server.httpServer) answerSockets(server.httpServer as Server);
    },
    configurePreviewServer(server) {
      server.middlewares.use(middleware(context));
      answerSockets(server.httpServer as Server);
    },
  };
}

function middleware(context: Context): Connect.NextHandleFunction {
  return (request, response, next) => {
    const url = new URL(request.url ?? "/", "http://mock");
    if (url.pathname === "/mock") return void control(context, request, response);
    if (!url.pathname.startsWith("/api/v1")) return next();
    // A page that went away aborts its requests: there is nobody left to answer.
    setTimeout(() => void answer(context, request, response, url).catch(() => response.destroy()), context.slow || 15);
  };
}

/** `POST /mock {failing: ["GET /cases"], slow: 800, signed_in: false, reset: true}`. */
async function control(context: Context, request: IncomingMessage, response: ServerResponse) {
  const asked = JSON.parse((await read(request)) || "{}") as { failing?: string[]; slow?: number; signed_in?: boolean; reset?: boolean; empty?: boolean };
  if (asked.failing) context.failing = new Set(asked.failing);
  if (asked.slow !== undefined) context.slow = asked.slow;
  if (asked.signed_in !== undefined) context.signedIn = asked.signed_in;
  if (asked.reset) context.world = newWorld();
  if (asked.empty) context.world.cases.clear();
  response.end("{}");
}

async function answer(context: Context, request: IncomingMessage, response: ServerResponse, url: URL) {
  const path = url.pathname.slice("/api/v1".length);
  const send = (status: number, body: unknown) => {
    response.statusCode = status;
    response.setHeader("content-type", status >= 400 ? "application/problem+json" : "application/json");
    response.end(body === null ? undefined : JSON.stringify(body));
  };
  const raw = await read(request);
  for (const [pattern, handler] of Object.entries(routes)) {
    const [method, template] = pattern.split(" ") as [string, string];
    const found = method === request.method ? match(template, path) : null;
    if (!found) continue;
    try {
      if (context.failing.has(pattern)) throw new Refusal(503, "unavailable");
      if (!context.signedIn && pattern !== "POST /session") throw new Refusal(401, "unauthenticated");
      const json = request.headers["content-type"]?.includes("json") ? JSON.parse(raw || "{}") : {};
      const body = handler(context, { path: found, query: url.searchParams, body: json, type: request.headers["content-type"] ?? "", size: raw.length });
      return send(body === null ? 204 : 200, body);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return send(error.status, { status: error.status, code: error.code, ...error.data });
    }
  }
  send(404, { status: 404, code: "not_found" });
}

function match(template: string, path: string): Record<string, string> | null {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map((one) => one[1] as string);
  const found = path.match(new RegExp(`^${template.replace(/\{\w+\}/g, "([^/]+)")}$`));
  return found ? Object.fromEntries(names.map((name, place) => [name, decodeURIComponent(found[place + 1] ?? "")])) : null;
}

async function read(request: IncomingMessage): Promise<string> {
  let all = "";
  for await (const chunk of request) all += String(chunk);
  return all;
}

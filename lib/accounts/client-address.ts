import "server-only";
import { headers } from "next/headers";
import type { Visitor } from "@/lib/vocabulary/visitor";

/** The network address of this request's peer, from our own server entry and from nowhere else. */
export async function clientAddress(): Promise<string | null> {
  return (await headers()).get("x-muhr-peer") || null;
}

export async function currentVisitor(): Promise<Visitor> {
  return {
    address: await clientAddress(),
    userAgent: (await headers()).get("user-agent"),
  };
}

import type { NextRequest } from "next/server";
import { NextResponse } from "next/server";
import { findLaunchOrigin } from "@/lib/envelopes/find-launch-origin";

// The toaster (sonner 2.0.8) appends an empty style element and then fills it, with no nonce.
const stylesOfToaster =
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' 'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='";

/**
 * What a page may load and where it may send (Content Security Policy, level 3). React and Radix
 * write style attributes; pdf.js decodes images with WebAssembly in a worker of its own.
 */
function contentSecurityPolicy(nonce: string, launchOrigin: string | null): string {
  const isDevelopment = process.env.NODE_ENV === "development";
  const directives = {
    "default-src": "'self'",
    "script-src": `'self' 'nonce-${nonce}' 'strict-dynamic' 'wasm-unsafe-eval'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src": isDevelopment
      ? "'self' 'unsafe-inline'"
      : `'self' 'nonce-${nonce}' ${stylesOfToaster}`,
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": launchOrigin ? `'self' ${launchOrigin}` : "'self'",
    "frame-ancestors": "'none'",
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join("; ");
}

/** Gives every page a policy with a nonce, which Next writes onto the scripts that it renders. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const launchOrigin = await findLaunchOrigin(request.nextUrl.pathname, new Date());
  const policy = contentSecurityPolicy(nonce, launchOrigin);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  // A page does not know its own address, and signing in leads back to it.
  headers.set("x-muhr-path", `${request.nextUrl.pathname}${request.nextUrl.search}`);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

/**
 * Never the API: a proxy cuts request bodies at 10 MB. Nor a recipient's files, whose own policy is
 * stricter, nor what lies beside the pages: `/icon.svg`.
 */
export const config = {
  matcher:
    "/((?!api/|_next/|pdfjs/|sign/[^/]+/(?:file|signed|certificate|launch)$|[^/]+\\.[a-z0-9]{2,5}$).*)",
};

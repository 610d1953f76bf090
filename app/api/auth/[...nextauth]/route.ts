import NextAuth from "next-auth";
import { configureAuth } from "@/lib/accounts/configure-auth";
import { toErrorResponse } from "@/lib/accounts/guarded-route";
import { requireOrigin } from "@/lib/accounts/require-origin";
import { AppError } from "@/lib/kernel/errors";

type Context = { params: Promise<{ nextauth: string[] }> };

const answer = (request: Request, context: Context): Promise<Response> =>
  NextAuth(configureAuth())(request, context);

export const GET = answer;

export async function POST(request: Request, context: Context): Promise<Response> {
  try {
    requireOrigin(request);
  } catch (error) {
    if (error instanceof AppError) return toErrorResponse(error);
    throw error;
  }
  return answer(request, context);
}

import { notFound, redirect } from "next/navigation";
import { AppError } from "@/lib/kernel/errors";
import type { TemplateView } from "@/lib/templates/loaders";
import { loadTemplate } from "@/lib/templates/loaders";

export async function loadTemplateOrLeave(templateId: string): Promise<TemplateView> {
  try {
    return await loadTemplate(templateId);
  } catch (error) {
    if (error instanceof AppError) notFound();
    throw error;
  }
}

/** For those who may change it; the others, and an archived one, stay on its own page. */
export async function loadTemplateToChange(templateId: string): Promise<TemplateView> {
  const template = await loadTemplateOrLeave(templateId);
  if (!template.may.manage || template.archivedAt) redirect(`/templates/${templateId}`);
  return template;
}

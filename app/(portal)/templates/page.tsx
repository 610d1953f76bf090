import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TemplateList } from "@/components/templates/template-list";
import { loadTemplates } from "@/lib/templates/loaders";

type Search = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("templates"))("title") };
}

export default async function TemplatesPage({ searchParams }: { searchParams: Search }) {
  return <TemplateList list={await loadTemplates(await searchParams)} />;
}

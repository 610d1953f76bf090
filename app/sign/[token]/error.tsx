"use client";
export { BrokenPage as default } from "@/components/signing/broken-page";

export { UnusableLink as default } from "@/components/signing/unusable-link";

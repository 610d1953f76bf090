import { BrandMark } from "@/components/shell/brand-mark";
import styles from "./seal-moment.module.css";

/** Shown once, right after the act; the same page opened later has a quiet icon in its place. */
export function SealMoment() {
  return (
    <span aria-hidden className="relative grid size-14 place-items-center">
      <span className={`${styles.ring} absolute inset-0 rounded-md border-2 border-seal`} />
      <BrandMark className={`${styles.seal} size-14`} />
    </span>
  );
}

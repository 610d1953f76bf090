import { readdirSync } from "node:fs";
import path from "node:path";

/** Every address that the portal answers, as its files are laid out. */
export const everyRoute: readonly string[] = readdirSync("app", {
  recursive: true,
  encoding: "utf8",
})
  .filter((file) => /(^|\/)(page\.tsx|route\.ts|icon\.svg)$/.test(file))
  .map((file) => {
    const folders = path.dirname(file).split("/");
    if (file.endsWith(".svg")) folders.push(path.basename(file));
    return `/${folders.filter((folder) => !/^(\.|\(.*\))$/.test(folder)).join("/")}`;
  });
